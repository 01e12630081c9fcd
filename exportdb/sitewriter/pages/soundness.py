"""Every counterexample, by what is wrong: the inputs on which an exported program and eager part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from exportdb.present.shapes import KINDS, Finding, Kind, findings, tried
from exportdb.sitewriter.collections import row_of
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, case_page
from exportdb.sitewriter.tables import Table, files
from exportdb_engine.protocol import ORIGINAL, Stage

COLUMNS = {
    "case": "its id",
    "kind": "what is wrong: see `How to read the tables`",
    "code": "how the program and eager differ",
    "where": "in which variants and modes",
    "call": "the inputs, as Python text",
    "sizes": "the sizes of the inputs",
    "text": "what differs, in words",
}
HOLDS, ENDED = "holds", "did not end"


@dataclass(slots=True)
class Total:
    """What came of the programs of a row."""

    #: How many inputs were drawn for them.
    inputs: int = 0
    #: ``holds``, a kind's word or ``did not end`` -> number of programs.
    words: Counter[str] = field(default_factory=Counter)


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``soundness.md`` with its data."""
    rows: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    kinds: dict[str, Kind] = dict(KINDS)
    for detail in content.details:
        for finding in findings(lane for lane in detail.lanes if lane.environment == content.main_key):
            kinds.setdefault(finding.kind.name, finding.kind)
            rows[finding.kind.name].append((detail.case, finding))
    totals = _totals(content)
    met = {word for total in totals.values() for word in total.words}
    tables = {name: _table(f"soundness-{name}", kinds[name].word, rows[name]) for name in kinds if name in rows}
    every = Table("soundness", COLUMNS, [row for table in tables.values() for row in table.rows])
    yield renderer.page(
        "soundness.md",
        "soundness.md.j2",
        title="Soundness",
        description="Inputs on which an exported program silently differs from eager, or refuses what it declares",
        content=content,
        measured=bool(totals),
        totals=totals,
        words=[word for word in (HOLDS, *(kind.word for kind in kinds.values()), ENDED) if word in met],
        kinds={kind: rows[name] for name, kind in kinds.items() if name in rows},
        table=every,
        tables=tables,
        found_at=lambda case: row_of(case) or f"{case_page(case)}#shapes",
    )
    for table in (every, *tables.values()) if every.rows else ():
        yield from files(table, content)


def _table(name: str, word: str, rows: list[tuple[str, Finding]]) -> Table:
    return Table(
        name,
        COLUMNS,
        [
            {
                "case": case,
                "kind": word,
                "code": finding.found.code,
                "where": finding.where,
                "call": finding.found.call,
                "sizes": finding.found.sizes,
                "text": finding.found.text,
            }
            for case, finding in rows
        ],
    )


def _totals(content: Content) -> dict[str, Total]:
    """``original, strict`` -> what came of them, in the order of the modes, originals first."""
    totals: dict[str, Total] = {}
    lanes = [lane for detail in content.details for lane in detail.lanes if lane.environment == content.main_key]
    for lane in sorted(lanes, key=lambda lane: lane.variant != ORIGINAL):
        cell = lane.cell(Stage.SHAPES)
        if cell is not None:
            name = f"{'originals' if lane.variant == ORIGINAL else 'rewrites'}, {lane.mode}"
            total = totals.setdefault(name, Total())
            total.inputs += cell.detail.get("tried", 0)
            total.words[next((line.word for line in tried([lane])), ENDED)] += 1
    return totals
