"""Where strict and non-strict mode come out differently, and which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.present.declares import differing
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import QUIET, CaseDetail, Lane
from exportdb_engine.protocol import ORIGINAL, Mode, Outcome, Stage

#: In what way they differ -> what it says.
WAYS = {
    "nonstrict": "only non-strict exports",
    "strict": "only strict exports",
    "better-nonstrict": "both export, non-strict fails less",
    "better-strict": "both export, strict fails less",
    "stops": "both export, and fail differently",
    "codes": "both refuse, with different codes",
    "declares": "both alike, but declare different inputs",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case whose modes differ."""

    detail: CaseDetail
    way: str
    strict: Lane
    nonstrict: Lane


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``modes.md`` with its data."""
    both = [(d, *lanes) for d in content.details if (lanes := _lanes(d, content.main_key))]
    rows = [
        Row(detail, way, strict, nonstrict) for detail, strict, nonstrict in both if (way := _way(strict, nonstrict))
    ]
    rows.sort(key=lambda row: (row.detail.collection != "core", list(WAYS).index(row.way), row.detail.case))
    counts = Counter(row.way for row in rows)
    table = Table(
        "modes",
        {
            "case": "its id",
            "title": "its title",
            "collection": "where it comes from",
            "way": "how the modes differ: " + "; ".join(f"{way}: {says}" for way, says in WAYS.items()),
            "strict": "all that does not pass in strict mode: stage and code; empty when all passes",
            "nonstrict": "the same in non-strict mode",
        },
        [
            {
                "case": row.detail.case,
                "title": row.detail.title,
                "collection": row.detail.collection,
                "way": row.way,
                "strict": stops(row.strict),
                "nonstrict": stops(row.nonstrict),
            }
            for row in rows
        ],
        {way: f"{says} ({counts[way]})" for way, says in WAYS.items() if counts[way]},
    )
    yield renderer.page(
        "modes.md",
        "modes.md.j2",
        title="Strict against non-strict",
        description="Where strict and non-strict mode of torch.export come out differently, and which way",
        hide=["toc"],
        content=content,
        table=table,
        rows=rows,
        measured=len(both),
        ways=WAYS,
        counts=_counts(rows),
        stops=stops,
    )
    yield from files(table, content)


def stops(lane: Lane) -> list[str]:
    """Every stage of a lane that does not pass, with its code."""
    return [cell.status for cell in lane.cells if cell.outcome not in QUIET]


def _lanes(detail: CaseDetail, environment: str | None) -> tuple[Lane, Lane] | None:
    """The lanes of the original in both modes, where both were measured and eager mode runs it."""
    strict, nonstrict = (detail.lane(environment, ORIGINAL, mode) for mode in (Mode.STRICT, Mode.NONSTRICT))
    if strict is None or nonstrict is None or not (strict.cell(Stage.EXPORT) and nonstrict.cell(Stage.EXPORT)):
        return None
    return strict, nonstrict


def _way(strict: Lane, nonstrict: Lane) -> str | None:
    """How the modes differ; None when they do not."""
    exports = _exports(strict), _exports(nonstrict)
    ours, theirs = set(stops(strict)), set(stops(nonstrict))
    if exports[0] != exports[1]:
        return "strict" if exports[0] else "nonstrict"
    if ours == theirs:
        return "declares" if differing([strict, nonstrict]) else None
    if not exports[0]:
        return "codes"
    if theirs < ours:
        return "better-nonstrict"
    return "better-strict" if ours < theirs else "stops"


def _exports(lane: Lane) -> bool:
    cell = lane.cell(Stage.EXPORT)
    return cell is not None and cell.outcome is Outcome.PASS


def _counts(rows: list[Row]) -> dict[str, Counter[str]]:
    """Collection -> how many of its cases differ in each way; ``core`` first."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row.detail.collection, Counter())[row.way] += 1
    return counts
