"""What a torch release changed: programs that it newly takes, those that it no longer takes, and other errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from exportdb.present.support import first_stop, pipeline_seen
from exportdb.store.details import CaseDetail
from exportdb.store.intervals import Seen, releases
from exportdb.store.reads import EnvironmentView
from exportdb.store.summaries import Share
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage

NEW, LOST, OTHER = "new", "lost", "other"
#: What a program that stops can do in the next release -> how that is said.
WAYS = {NEW: "newly supported", LOST: "no longer supported", OTHER: "stops elsewhere, or with another code"}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a program stops first."""

    outcome: Outcome
    #: ``pass``, or ``export: GB0170``.
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A variant of a case that comes out otherwise than in the release before."""

    detail: CaseDetail
    variant: str
    #: In the modes that changed alike.
    modes: tuple[Mode, ...]
    way: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release, and what it changed against the newest older one that was measured."""

    release: str
    #: The release that it is compared with; None for the oldest.
    before: str | None
    changed: tuple[Changed, ...]
    #: Programs that both have measured, counted by variant and mode.
    compared: int
    #: (area, mode) -> originals that pass every stage that all releases were asked for, of those that all measured.
    shares: Mapping[tuple[str, Mode], Share]
    #: How many programs it has measured, counted by variant and mode.
    programs: int = 0
    #: Whether that is so few, as after a bisection, that it is held against nothing.
    partial: bool = False

    def of(self, way: str, *, originals: bool) -> list[Changed]:
        """Those that changed in a way, originals or rewrites."""
        return [found for found in self.changed if found.way == way and (found.variant == ORIGINAL) is originals]


def release_views(details: Sequence[CaseDetail], environments: Sequence[EnvironmentView]) -> list[ReleaseView]:
    """A view of each release that anything was measured with on the CPU, the newest first.

    Two releases are compared by the stages that both were asked for, and shares are of the stages that all were, and of
    the programs that all measured. A release that measured less than half of what another did is passed over in this.
    """
    known = releases(environments)
    programs = [
        (detail, variant, mode, pipeline_seen(detail, known, variant, mode))
        for detail in details
        for variant in detail.variants
        for mode in MODES
    ]
    counts = {r: sum(any(cells[r] for cells in by_stage.values()) for *_, by_stage in programs) for r in known}
    order = [release for release, count in counts.items() if 2 * count >= max(counts.values())]
    asked = _asked([by_stage for *_, by_stage in programs], known)
    everywhere = set.intersection(*(asked[release] for release in order)) if order else set()
    changed: dict[str, list[_Found]] = {release: [] for release in order}
    compared: Counter[str] = Counter()
    passed: Counter[tuple[str, str, Mode]] = Counter()
    measured: Counter[tuple[str, str, Mode]] = Counter()
    for detail, variant, mode, by_stage in programs:
        before: dict[Stage, Seen] = {}
        older = ""
        of_release = {
            release: {stage: cell for stage, cells in by_stage.items() if (cell := cells[release]) is not None}
            for release in order
        }
        shared = [_status({s: cell for s, cell in of_release[r].items() if s in everywhere}) for r in order]
        if variant == ORIGINAL and None not in shared:
            for release, status in zip(order, shared, strict=True):
                measured[release, detail.area, mode] += 1
                passed[release, detail.area, mode] += status is not None and status.outcome is Outcome.PASS
        for release, cells in of_release.items():
            if _status(cells) is None:
                continue
            both = before.keys() & cells.keys() & asked[release] & asked.get(older, set())
            was, now = (_status({s: side[s] for s in side if s in both}) for side in (before, cells))
            before, older = cells, release
            if was is None or now is None:
                continue
            compared[release] += 1
            if was != now:
                changed[release].append(_Found(detail, variant, mode, was, now))
    found = [
        ReleaseView(
            release,
            order[place - 1] if place else None,
            tuple(_merged(changed[release])),
            compared[release],
            {(area, mode): Share(passed[r, area, mode], n) for (r, area, mode), n in measured.items() if r == release},
            counts[release],
        )
        for place, release in enumerate(order)
    ]
    found += [ReleaseView(r, None, (), 0, {}, counts[r], partial=True) for r in known if r not in order]
    return sorted(found, key=lambda view: list(known).index(view.release), reverse=True)


@dataclass(frozen=True, slots=True)
class _Found:
    detail: CaseDetail
    variant: str
    mode: Mode
    before: Status
    after: Status


def _asked(
    programs: Iterable[Mapping[Stage, Mapping[str, Seen | None]]], order: Iterable[str]
) -> dict[str, set[Stage]]:
    """Release -> the stages that anything came to in it. One that nobody asked for is known, too, where what it needs
    does not hold: that alone says nothing of the release."""
    asked: dict[str, set[Stage]] = {release: set() for release in order}
    for by_stage in programs:
        for stage, found in by_stage.items():
            for release, cell in found.items():
                if cell is not None and cell.outcome is not None:
                    asked[release].add(stage)
    return asked


def _status(cells: Mapping[Stage, Seen]) -> Status | None:
    """None where nothing is known of it: it was not measured, skipped, or is flaky."""
    if any(cell.flaky for cell in cells.values()):
        return None
    stage, outcome, code = first_stop(cells) or (None, None, None)
    if outcome in (None, Outcome.SKIP):
        return None
    return Status(outcome, "pass" if outcome is Outcome.PASS else f"{stage}: {code or outcome}")


def by_area(found: Iterable[Changed]) -> dict[str, list[Changed]]:
    """In the order of areas and ids."""
    rows = sorted(found, key=lambda changed: (changed.detail.area, changed.detail.case, changed.variant))
    return {area: list(group) for area, group in groupby(rows, key=lambda changed: changed.detail.area)}


def _merged(found: Sequence[_Found]) -> Iterator[Changed]:
    """The modes of a variant that changed alike in one."""
    alike: dict[tuple[str, str, Status, Status], list[_Found]] = {}
    for row in found:
        alike.setdefault((row.detail.case, row.variant, row.before, row.after), []).append(row)
    for (_, variant, was, now), rows in alike.items():
        way = NEW if now.outcome is Outcome.PASS else LOST if was.outcome is Outcome.PASS else OTHER
        yield Changed(rows[0].detail, variant, tuple(row.mode for row in rows), way, was, now)
