"""In which torch releases a case is supported, for people: the stages that have the same history in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exportdb.store.details import CaseDetail
from exportdb.store.intervals import Seen, Support, releases, seen, supports
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import MODES, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Part:
    """Stages that hold in the same releases."""

    stages: tuple[Stage, ...]
    #: ``since 2.8``, ``never yet``, ...
    words: str
    #: ``pass`` where they hold in the newest release that was measured, ``fail`` where they do not.
    mark: Outcome


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A variant and mode."""

    variant: str
    mode: Mode
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What came of a variant and mode in a release."""

    release: str
    #: Where the pipeline stops first, or `eager` where it does not; None where it was not measured.
    stage: Stage | None
    outcome: Outcome | None
    code: str | None
    #: Whether a stage came out otherwise than in the newest older release that was measured.
    turned: bool


def support_rows(detail: CaseDetail, environments: Sequence[EnvironmentView]) -> list[SupportRow]:
    """A row for each variant and mode; none where the case was measured with one release alone.

    Stages without a result in any release are left out.
    """
    known = releases(environments)
    measured = {lane.environment for lane in detail.lanes if lane.cells}
    if sum(1 for keys in known.values() if measured & set(keys)) < 2:
        return []
    found = [
        SupportRow(variant, mode, _parts(list(supports(detail.lanes, known, variant, mode))))
        for variant in detail.variants
        for mode in MODES
    ]
    return [row for row in found if row.parts]


def timeline(detail: CaseDetail, environments: Sequence[EnvironmentView], variant: str, mode: Mode) -> list[Moment]:
    """A moment for each release in which anything was measured, the oldest first: where the pipeline stops in it."""
    known = releases(environments)
    by_stage = pipeline_seen(detail, known, variant, mode)
    stages = list(by_stage)
    found: list[Moment] = []
    before: dict[Stage, Seen] = {}
    for release in known:
        cells = {stage: cell for stage in stages if (cell := by_stage[stage][release]) is not None}
        stage, outcome, code = first_stop(cells) or (None, None, None)
        found.append(Moment(release, stage, outcome, code, _differ(before, cells)))
        before = cells or before
    return found


def pipeline_seen(
    detail: CaseDetail, known: Mapping[str, Sequence[str]], variant: str, mode: Mode
) -> dict[Stage, dict[str, Seen | None]]:
    """Of every stage of the pipeline that was ever asked for, in order, what came of it in each release."""
    stages = [stage for stage, _ in supports(detail.lanes, known, variant, mode) if stage.backend is None]
    return {stage: seen(detail.lanes, known, variant, mode, stage) for stage in stages}


def _differ(before: Mapping[Stage, Seen], after: Mapping[Stage, Seen]) -> bool:
    """Whether a stage that both releases measured came out otherwise; a skip says nothing."""
    pairs = [(before[stage], after[stage]) for stage in before.keys() & after.keys()]
    return any(
        (old.outcome, old.code) != (new.outcome, new.code)
        for old, new in pairs
        if Outcome.SKIP not in (old.outcome, new.outcome)
    )


def first_stop(cells: Mapping[Stage, Seen]) -> tuple[Stage, Outcome | None, str | None] | None:
    """The first stage that does not pass, with its outcome and code; `eager` with pass or skip where there is none."""
    for stage, cell in cells.items():
        if cell.outcome not in (Outcome.PASS, Outcome.SKIP, None):  # None: an earlier stage stopped it
            return stage, cell.outcome, cell.code
    if not cells:
        return None
    skipped = any(cell.outcome is Outcome.SKIP for cell in cells.values())
    # Which stage was the last is a matter of what was asked for, and no change.
    return Stage.EAGER, Outcome.SKIP if skipped else Outcome.PASS, None


def _parts(found: Sequence[tuple[Stage, Support]]) -> tuple[Part, ...]:
    alike: dict[tuple[str, bool], list[Stage]] = {}
    for stage, held in found:
        if held.measured:
            alike.setdefault((held.words(), held.holds_now), []).append(stage)
    return tuple(
        Part(tuple(stages), words, Outcome.PASS if holds else Outcome.FAIL) for (words, holds), stages in alike.items()
    )
