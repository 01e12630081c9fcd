"""Programs that one torch release saved, loaded by another: the matrix, and why some are not."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.present.matrix import matrix
from exportdb.releases import short
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``reload.md`` with its data; where nothing was tried, it says how to."""
    found = matrix(content.reloads)
    rows = [
        {
            "saved_by": saved,
            "loaded_by": loaded,
            "step": step,
            "outcome": outcome,
            "code": code,
            "count": len(cases),
            "cases": list(cases),
        }
        for (saved, loaded), pair in found.pairs.items()
        for (step, outcome, code), cases in pair.codes.items()
    ]
    table = Table(
        "reload",
        {
            "saved_by": "the torch release that saved the program",
            "loaded_by": "the one that was to load and run it",
            "step": "how far it came: load, run or compare; empty where the process ended",
            "outcome": "as of a cell",
            "code": "as of a cell",
            "count": "number of programs",
            "cases": "their ids",
        },
        rows,
        {outcome: outcome for outcome in dict.fromkeys(str(row["outcome"]) for row in rows)},
    )
    yield renderer.page(
        "reload.md",
        "reload.md.j2",
        title="Saved by another release",
        description="Which programs that one torch release saved with torch.export.save another one loads and runs",
        hide=["toc"],
        table=table,
        matrix=found,
        rows=rows,
        short=short,
    )
    if rows:
        yield from files(table, content)
