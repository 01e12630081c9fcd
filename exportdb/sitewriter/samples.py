"""Collections of thousands of samples, as one row for each thing that was sampled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from exportdb.present.messages import tidy, trimmed
from exportdb.sitewriter.collections import TABLES, anchor, row_of
from exportdb.store.details import QUIET, CaseDetail, CellView, Lane
from exportdb.store.summaries import Share
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage

#: A place in a row: a dtype, or ``train`` and ``eval``; and a mode.
Place = tuple[str, Mode]
MAX_MESSAGE = 400
#: Operators that stand in graphs for what the program did not ask for.
_HELPERS = re.compile(r"aten\._assert|aten\.sym_|(?!aten\.)")
_SAMPLED = re.compile(r" (on torch\.\w+|in \w+ mode)$")


@dataclass(frozen=True, slots=True)
class Stop:
    """What fails alike in some places of a row."""

    #: ``decompose: NonCoreATen``.
    status: str
    outcome: Outcome
    message: str
    places: tuple[Place, ...]

    @property
    def where(self) -> str:
        """``float32, bfloat16; strict alone: int64``: a mode is named where it is the only one."""
        by_modes: dict[tuple[Mode, ...], list[str]] = defaultdict(list)
        for group in dict.fromkeys(group for group, _ in self.places):
            by_modes[tuple(mode for mode in MODES if (group, mode) in self.places)].append(group)
        parts = [
            f"{modes[0]} alone: {', '.join(groups)}" if len(modes) < len(MODES) else ", ".join(groups)
            for modes, groups in sorted(by_modes.items(), key=lambda item: -len(item[0]))
        ]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """An operator or a module."""

    name: str
    #: ``torch.linalg.svd``.
    title: str
    anchor: str
    lanes: Mapping[Place, Lane]
    stops: tuple[Stop, ...]
    #: The operators of ATen that it is, as its own export has them: ``aten.linalg_svd.default``.
    operators: tuple[str, ...]
    #: Ids of other cases in whose exports these operators are.
    uses: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What the row can be narrowed to."""
        first = {place: lane.status for place, lane in self.lanes.items()}
        words = []
        if any(lane.stop for lane in self.lanes.values()):
            words.append("stops")
        if any(lane.stop and lane.stop.stage in (Stage.EXPORT, Stage.RUN) for lane in self.lanes.values()):
            words.append("export")
        if any(stop.outcome in (Outcome.WRONG, Outcome.UNSOUND) for stop in self.stops):
            words.append("wrong")
        for group in {group for group, _ in first}:
            if len({status for place, status in first.items() if place[0] == group}) > 1:
                words.append("modes")
                break
        if any(len({first[place] for place in first if place[1] is mode}) > 1 for mode in MODES):
            words.append("groups")
        if self.uses:
            words.append("used")
        return tuple(words)


@dataclass(slots=True)
class Totals:
    """Of the samples that eager itself runs: how many pass each stage, in a place."""

    shares: dict[Place, dict[Stage, Share]] = field(default_factory=dict)
    #: Samples that eager does not run, or does not run twice alike: nothing can be held against them.
    left_out: dict[Place, int] = field(default_factory=dict)


def groups_of(details: Iterable[CaseDetail]) -> list[str]:
    """The parts of a collection, the largest first: ``float32``, ``bfloat16``, ..."""
    counted = Counter(_parts(detail.case)[0] for detail in details)
    return [group for group, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))]


def rows_of(details: Sequence[CaseDetail], environment: str | None, uses: Mapping[str, Sequence[str]]) -> list[Row]:
    """The rows of a collection that is shown as a table, by name; ``uses``: operator -> other cases that call it."""
    named: dict[str, list[CaseDetail]] = defaultdict(list)
    for detail in details:
        named[_parts(detail.case)[1]].append(detail)
    order = groups_of(details)
    return [
        _row(name, sorted(own, key=lambda detail: order.index(_parts(detail.case)[0])), environment, uses)
        for name, own in sorted(named.items(), key=lambda item: item[0].lower())
    ]


def operator_links(details: Iterable[CaseDetail], environment: str | None) -> dict[str, str]:
    """Operator of ATen -> the row about it, ``operators.md#op-linalg_svd``, for the pages of cases that call it."""
    names: dict[str, list[str]] = defaultdict(list)
    for detail in details:
        if detail.collection == "torch-opinfo":
            for operator in own_operators(detail, environment):
                names[operator].append(detail.case)

    def plain(operator: str, case: str) -> tuple[bool, int, str]:
        """Of several samples of one operator, the one with its own name comes first."""
        name = _parts(case)[1]
        return name != operator.split(".")[1], len(name), name

    chosen = {operator: min(cases, key=lambda case: plain(operator, case)) for operator, cases in names.items()}
    return {operator: row_of(case) or "" for operator, case in chosen.items()}


def own_operators(detail: CaseDetail, environment: str | None) -> tuple[str, ...]:
    """The operators of ATen that a sample is about: the only one of its graph, or those of the sample's name."""
    lanes = [detail.lane(environment, ORIGINAL, mode) for mode in MODES]
    called = next((lane.export.operators for lane in lanes if lane and lane.export and lane.export.operators), {})
    found = [name for name in sorted(called) if not _HELPERS.match(name)]
    if len(found) > 1:
        name = _parts(detail.case)[1]
        found = [operator for operator in found if name.endswith(operator.split(".")[1])]
    return tuple(found)


def totals(rows: Iterable[Row]) -> Totals:
    """How much of the rows passes, by place and stage. A stage that could not be reached is not passed."""
    passed: dict[Place, Counter[Stage]] = defaultdict(Counter)
    asked: dict[Place, Counter[Stage]] = defaultdict(Counter)
    found = Totals()
    for row in rows:
        for place, lane in row.lanes.items():
            eager = lane.cell(Stage.EAGER)
            if eager is None or eager.outcome is not Outcome.PASS:
                found.left_out[place] = found.left_out.get(place, 0) + 1
                continue
            asked[place].update(lane.asked)
            passed[place].update(cell.stage for cell in lane.cells if cell.outcome is Outcome.PASS)
    for place, stages in asked.items():
        found.shares[place] = {stage: Share(passed[place][stage], count) for stage, count in stages.items()}
    return found


def _parts(case: str) -> tuple[str, str]:
    """``torch-opinfo/float32/linalg_svd`` -> (``float32``, ``linalg_svd``)."""
    group, _, name = case.partition("/")[2].partition("/")
    return group, name


def _row(name: str, details: Sequence[CaseDetail], environment: str | None, uses: Mapping[str, Sequence[str]]) -> Row:
    lanes = {}
    for detail in details:
        for mode in MODES:
            lane = detail.lane(environment, ORIGINAL, mode)
            if lane is not None and lane.cells:
                lanes[_parts(detail.case)[0], mode] = lane
    operators = next((found for found in (own_operators(detail, environment) for detail in details) if found), ())
    return Row(
        name=name,
        title=_SAMPLED.sub("", details[0].title),
        anchor=anchor(TABLES[details[0].collection][1], name),
        lanes=lanes,
        stops=_stops(lanes, details[0].path),
        operators=operators,
        uses=tuple(sorted({case for operator in operators for case in uses.get(operator, ())})),
    )


def _stops(lanes: Mapping[Place, Lane], path: str) -> tuple[Stop, ...]:
    found: dict[tuple[str, str], list[tuple[Place, CellView]]] = defaultdict(list)
    for place, lane in lanes.items():
        for cell in lane.cells:
            if cell.outcome not in QUIET:
                found[cell.status, cell.signature or ""].append((place, cell))
    return tuple(
        Stop(status, cells[0][1].outcome, _short(cells[0][1].message or "", path), tuple(place for place, _ in cells))
        for (status, _), cells in found.items()
    )


def _short(message: str, path: str) -> str:
    text = trimmed(tidy(message, path))
    return text if len(text) <= MAX_MESSAGE else text[:MAX_MESSAGE].rstrip() + " ..."
