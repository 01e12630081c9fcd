"""Sums over the details of many cases: one line a case, the support matrix, failures by code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exportdb.store.details import QUIET, CaseDetail, CellView
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case in one environment."""

    case: str
    title: str
    area: str
    collection: str
    tags: tuple[str, ...]
    #: Mode -> ``pass``, ``skip`` or where the original stops first, ``export: GB0170``; without what was not measured.
    statuses: dict[Mode, str]
    #: Mode -> the outcome of that cell.
    outcomes: dict[Mode, Outcome]
    #: Labels of rewrites by what became of their proof: ``verified``, ``refuted``, ``unmeasured``.
    rewrites: dict[str, tuple[str, ...]]
    support_level: str | None
    no_rewrite: str | None

    @property
    def passes(self) -> bool | None:
        """Whether the original passes in every mode; None when nothing was measured."""
        return all(status == "pass" for status in self.statuses.values()) if self.statuses else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many originals pass a stage, of those that were measured in that mode and asked for the stage."""

    passed: int
    measured: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all."""
        return self.passed * 100 // self.measured if self.measured else None


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """What has failed in the same way."""

    code: str
    signature: str
    #: One message in full, as torch wrote it.
    message: str
    #: (case, variant, mode, stage, outcome), sorted.
    places: tuple[tuple[str, str, Mode, Stage, Outcome], ...]

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(sorted({place[0] for place in self.places}))


def summarize(details: Iterable[CaseDetail], environment: str | None) -> list[CaseSummary]:
    """A summary of each case, in the same order, in the environment with this key."""
    return [_summary(detail, environment) for detail in details]


def _summary(detail: CaseDetail, environment: str | None) -> CaseSummary:
    statuses: dict[Mode, str] = {}
    outcomes: dict[Mode, Outcome] = {}
    for mode in MODES:
        lane = detail.lane(environment, ORIGINAL, mode)
        if lane is not None and lane.cells:
            statuses[mode] = lane.status
            outcomes[mode] = lane.stop.outcome if lane.stop else Outcome(lane.status)
    rewrites: dict[str, list[str]] = defaultdict(list)
    for rewrite in detail.rewrites:
        rewrites[detail.proof(rewrite.label, environment).state].append(rewrite.label)
    return CaseSummary(
        case=detail.case,
        title=detail.title,
        area=detail.area,
        collection=detail.collection,
        tags=detail.tags,
        statuses=statuses,
        outcomes=outcomes,
        rewrites={state: tuple(labels) for state, labels in rewrites.items()},
        support_level=detail.support_level,
        no_rewrite=detail.no_rewrite,
    )


def matrix(details: Iterable[CaseDetail], environment: str | None) -> dict[str, dict[tuple[Mode, Stage], Share]]:
    """Area -> mode and stage -> how many of its originals pass. A stage that could not be reached is not passed."""
    passed: dict[str, Counter[tuple[Mode, Stage]]] = defaultdict(Counter)
    measured: dict[str, Counter[tuple[Mode, Stage]]] = defaultdict(Counter)
    for detail in details:
        for mode in MODES:
            lane = detail.lane(environment, ORIGINAL, mode)
            if lane is None or lane.status == str(Outcome.SKIP):
                continue
            for stage in lane.asked:
                measured[detail.area][mode, stage] += 1
            for cell in lane.cells:
                passed[detail.area][mode, cell.stage] += cell.outcome is Outcome.PASS
    return {
        area: {(m, s): Share(passed[area][m, s], measured[area][m, s]) for m in MODES for s in STAGES}
        for area in sorted(measured)
    }


def total(shares: Sequence[Share]) -> Share:
    """The sum of several shares."""
    return Share(sum(share.passed for share in shares), sum(share.measured for share in shares))


def failures(details: Iterable[CaseDetail], environment: str | None) -> list[FailureGroup]:
    """Every distinct failure in the environment, by code and signature; those of the most cases first."""
    places: dict[tuple[str, str], list[tuple[str, str, Mode, Stage, Outcome]]] = defaultdict(list)
    messages: dict[tuple[str, str], str] = {}
    for detail in details:
        for lane in detail.lanes:
            if lane.environment != environment:
                continue
            for cell in lane.cells:
                if cell.outcome not in QUIET:
                    key = _key(cell)
                    places[key].append((detail.case, lane.variant, lane.mode, cell.stage, cell.outcome))
                    messages.setdefault(key, cell.message or "")
    groups = [FailureGroup(*key, messages[key], tuple(sorted(found))) for key, found in places.items()]
    return sorted(groups, key=lambda group: (-len(group.cases), group.code, group.signature))


def _key(cell: CellView) -> tuple[str, str]:
    return cell.code or str(cell.outcome), cell.signature or ""
