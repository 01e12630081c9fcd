"""PyTorch's operators and modules: what becomes of a sample of each, by dtype or by training mode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.sitewriter.collections import TABLES
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.samples import Row, groups_of, rows_of, totals
from exportdb.sitewriter.tables import Table, files
from exportdb_engine.protocol import MODES, Stage

#: Shown on top, where they were measured; what comes later is in the rows.
SHOWN = (Stage.EXPORT, Stage.RUN, Stage.GENERALIZE, Stage.DECOMPOSE, Stage.SERIALIZE, Stage.RETRACE, Stage.SHAPES)


@dataclass(frozen=True, slots=True)
class Kind:
    """What of such a table is said in words."""

    collection: str
    title: str
    #: Of a row: ``operator``.
    noun: str
    #: Of what stands above the columns: ``dtype``.
    group: str
    source: str


KINDS = (
    Kind("torch-opinfo", "Operators", "operator", "dtype", "OpInfo"),
    Kind("torch-modules", "Modules", "module", "training mode", "ModuleInfo"),
)


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``operators.md`` and ``modules.md`` with their data; where there is none, they say how to get it."""
    calls = callers(content)
    for kind in KINDS:
        details = [detail for detail in content.details if detail.collection == kind.collection]
        rows = rows_of(details, content.main_key, calls)
        yield from _pages(kind, rows, groups_of(details), content, renderer)


def callers(content: Content) -> dict[str, list[str]]:
    """Operator -> the cases with a page of their own whose programs call it."""
    found: dict[str, set[str]] = defaultdict(set)
    for detail in content.details:
        if detail.collection == "core":
            for lane in detail.lanes:
                if lane.environment == content.main_key and lane.export is not None:
                    for operator in lane.export.operators:
                        found[operator].add(detail.case)
    return {operator: sorted(cases) for operator, cases in found.items()}


def _pages(kind: Kind, rows: list[Row], groups: list[str], content: Content, renderer: Renderer) -> Iterator[Page]:
    page = TABLES[kind.collection][0]
    table = Table(
        page.removesuffix(".md"),
        {
            "name": f"the {kind.noun}, as {kind.source} calls its entry",
            "title": "as it is called in a program",
            "operators": "of ATen, in the exported program",
            **{
                f"{group}.{mode}": f"{group}, {mode}: pass, or where it stops first: stage and code"
                for group in groups
                for mode in MODES
            },
            "cases": "cases whose programs call these operators",
        },
        [_data(row, groups) for row in rows],
        {
            "stops": "does not pass somewhere",
            "export": "is refused by export, or runs wrong",
            "wrong": "differs from eager",
            "modes": "strict and non-strict differ",
            "groups": f"depends on the {kind.group}",
            "used": "is called by a case here",
        },
    )
    found = totals(rows)
    yield renderer.page(
        page,
        "samples.md.j2",
        title=kind.title,
        description=f"Every {kind.noun} that PyTorch's {kind.source} describes, exported in both modes",
        hide=["toc"],
        content=content,
        kind=kind,
        table=table,
        rows=rows,
        groups=groups,
        totals=found,
        stages=[stage for stage in SHOWN if any(stage in share for share in found.shares.values())],
    )
    if rows:
        yield from files(table, content)


def _data(row: Row, groups: list[str]) -> dict[str, object]:
    statuses = {(group, mode): row.lanes.get((group, mode)) for group in groups for mode in MODES}
    return {
        "name": row.name,
        "title": row.title,
        "operators": list(row.operators),
        **{f"{group}.{mode}": lane.status if lane else None for (group, mode), lane in statuses.items()},
        "cases": list(row.uses),
    }
