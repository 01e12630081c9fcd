"""Every id in Dynamo's registry of graph breaks: the cases that meet it, and what to write instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.corpus.graph_breaks import GraphBreak, graph_breaks, is_graph_break
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import ORIGINAL

STATES = {
    "rewrite": "measured, with a verified rewrite",
    "case": "measured, without a rewrite",
    "none": "no case yet",
    "unreachable": "out of reach",
}
#: PyTorch's own page about an id.
UPSTREAM = "https://meta-pytorch.github.io/compile-graph-break-site/gb/"


@dataclass(frozen=True, slots=True)
class Row:
    """An id and the cases in which it was met."""

    entry: GraphBreak
    state: str
    cases: tuple[str, ...]
    #: (case, label) of verified rewrites of cases that stop at it.
    rewrites: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        return anchor(self.entry.code)


def anchor(code: str) -> str:
    """The anchor of an id on the page ``graph_breaks.md``: ``gb0170``."""
    return code.lower()


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``graph_breaks.md`` with its data; without torch it says why there is nothing."""
    found = graph_breaks(content.cases)
    met = measured(content.details, content.main_key)
    rows = [_row(entry, met.get(code, []), content.main_key) for code, entry in found.entries.items()]
    # a release that was measured may have ids which the installed one does not have any more
    rows += [
        _row(GraphBreak(code, "not in the registry of the installed torch", "", ()), details, content.main_key)
        for code, details in sorted(met.items())
        if found.entries and code not in found.entries
    ]
    counts = Counter(row.state for row in rows)
    table = Table(
        "graph_breaks",
        {
            "id": "as Dynamo prints it",
            "title": "what the registry calls it",
            "state": "; ".join(f"{state}: {says}" for state, says in STATES.items()),
            "cases": "cases whose original stops with it, in either mode",
            "rewrites": "verified rewrites of these cases: case, a colon, and the label",
            "unreachable": "why no exported program can meet it",
        },
        [
            {
                "id": row.entry.code,
                "title": row.entry.title,
                "state": row.state,
                "cases": list(row.cases),
                "rewrites": [f"{case}:{label}" for case, label in row.rewrites],
                "unreachable": row.entry.unreachable if row.state == "unreachable" else None,
            }
            for row in rows
        ],
        {state: f"{says} ({counts[state]})" for state, says in STATES.items() if counts[state]},
    )
    yield renderer.page(
        "graph_breaks.md",
        "graph_breaks.md.j2",
        title="Graph breaks",
        description="Every graph break of Dynamo: the program that meets it, and what to write instead",
        hide=["toc"],
        content=content,
        registry=found,
        table=table,
        rows=rows,
        states=STATES,
        counts=counts,
        upstream=UPSTREAM,
    )
    if rows:
        yield from files(table, content)


def measured(details: list[CaseDetail], environment: str | None) -> dict[str, list[CaseDetail]]:
    """Id -> the cases whose original stops with it at any stage, in either mode; our own cases first."""
    met: dict[str, list[CaseDetail]] = defaultdict(list)
    for detail in sorted(details, key=lambda detail: detail.collection != "core"):
        lanes = [lane for lane in detail.lanes if lane.environment == environment and lane.variant == ORIGINAL]
        for code in sorted({cell.code for lane in lanes for cell in lane.cells if cell.code}):
            if is_graph_break(code):
                met[code].append(detail)
    return met


def _row(entry: GraphBreak, details: list[CaseDetail], environment: str | None) -> Row:
    rewrites = [
        (detail.case, rewrite.label)
        for detail in details
        for rewrite in detail.rewrites
        if detail.proof(rewrite.label, environment).state == "verified"
    ]
    state = "rewrite" if rewrites else "case" if details else "unreachable" if entry.unreachable else "none"
    return Row(entry, state, tuple(detail.case for detail in details), tuple(rewrites))
