"""Collections whose cases have pages, as a table with all stages: higher-order operators, architectures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.pages.operators import callers
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import CaseDetail, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Mode, Stage


@dataclass(frozen=True, slots=True)
class Kind:
    """A collection and what its table says."""

    collection: str
    page: str
    title: str
    description: str
    #: Of the first part of an id: ``Operator``.
    group: str
    #: Whether the first part is an operator, for which cases that call it are looked up.
    operators: bool


KINDS = (
    Kind(
        "torch-hops",
        "hops.md",
        "Control-flow operators",
        "torch.cond, while_loop, map, scan and the other higher-order operators, exported in both modes",
        "Operator",
        True,
    ),
    Kind(
        "transformers",
        "transformers.md",
        "Transformers",
        "Small random-weight models of the architectures in the transformers package, exported in both modes",
        "Family",
        False,
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A case of the collection."""

    detail: CaseDetail
    #: The first part of its id within the collection.
    group: str
    lanes: dict[Mode, Lane | None]
    #: Labels of its verified rewrites.
    rewrites: tuple[str, ...]
    #: Ids of our cases that call the operator.
    uses: tuple[str, ...]

    @property
    def words(self) -> str:
        stops = {mode: lane.stop for mode, lane in self.lanes.items() if lane}
        words = ["stops"] if any(stops.values()) else ["passes"] if stops else []
        if len({str(stop and stop.status) for stop in stops.values()}) > 1:
            words.append("modes")
        return " ".join(words)


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``hops.md`` and ``transformers.md`` with their data; where there is none, they say how to get it."""
    for kind in KINDS:
        details = [detail for detail in content.details if detail.collection == kind.collection]
        yield from _pages(kind, details, content, renderer)


def _pages(kind: Kind, details: list[CaseDetail], content: Content, renderer: Renderer) -> Iterator[Page]:
    calls = callers(content) if kind.operators else {}
    rows = [_row(detail, content.main_key, calls) for detail in details]
    table = Table(
        kind.page.removesuffix(".md"),
        {
            "case": "its id",
            "title": "its title",
            kind.group.lower(): f"its {kind.group.lower()}",
            **{str(mode): f"{mode}: pass, or where it stops first: stage and code" for mode in MODES},
            **{f"{mode}.{stage}": f"the outcome of {stage}" for mode in MODES for stage in _stages(rows)},
            "rewrites": "labels of verified rewrites",
        },
        [_data(kind, row, _stages(rows)) for row in rows],
        {
            "stops": "does not pass in some mode",
            "passes": "passes in both modes",
            "modes": "strict and non-strict differ",
        },
    )
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    yield renderer.page(
        kind.page,
        "collection.md.j2",
        title=kind.title,
        description=kind.description,
        hide=["toc"],
        content=content,
        kind=kind,
        table=table,
        rows=rows,
        groups=groups,
        stages=_stages(rows),
        measured=sum(any(row.lanes.values()) for row in rows),
        passing={mode: sum(lane.passes for row in rows if (lane := row.lanes[mode])) for mode in MODES},
    )
    if rows:
        yield from files(table, content)


def _row(detail: CaseDetail, environment: str | None, calls: dict[str, list[str]]) -> Row:
    group = detail.case.split("/")[1]
    lanes = {mode: detail.lane(environment, ORIGINAL, mode) for mode in MODES}
    proofs = {rewrite.label: detail.proof(rewrite.label, environment).state for rewrite in detail.rewrites}
    verified = tuple(label for label, state in proofs.items() if state == "verified")
    return Row(detail, group, lanes, verified, tuple(calls.get(group, ())))


def _stages(rows: list[Row]) -> list[Stage]:
    asked = {stage for row in rows for lane in row.lanes.values() if lane for stage in lane.asked}
    return [stage for stage in STAGES if stage in asked]


def _data(kind: Kind, row: Row, stages: list[Stage]) -> dict[str, object]:
    found: dict[str, object] = {"case": row.detail.case, "title": row.detail.title, kind.group.lower(): row.group}
    for mode, lane in row.lanes.items():
        found[str(mode)] = lane.status if lane else None
        for stage in stages:
            cell = lane.cell(stage) if lane else None
            found[f"{mode}.{stage}"] = str(cell.outcome) if cell else None
    return {**found, "rewrites": list(row.rewrites)}
