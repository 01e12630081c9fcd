"""How much of each area, and of each tag, holds at each stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import CaseDetail
from exportdb.store.summaries import Share, matrix, total
from exportdb_engine.protocol import MODES, STAGES, Mode, Stage

Shares = Mapping[tuple[Mode, Stage], Share]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of shares and what it is called."""

    title: str
    table: Table
    #: Name -> its shares.
    rows: Mapping[str, Shares]
    cases: Mapping[str, int]
    sums: Shares


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``areas.md`` with its data."""
    by_tag = [replace(detail, area=tag) for detail in content.details for tag in detail.tags]
    stages = [s for s in STAGES if any(s in lane.asked for d in content.details for lane in d.lanes)]
    found = [
        _matrix("areas", "area", content.details, content, stages),
        _matrix("tags", "tag", by_tag, content, stages),
    ]
    yield renderer.page(
        "areas.md",
        "areas.md.j2",
        title="Areas",
        description="How much of each area of torch.export holds, at each stage and in each mode",
        hide=["toc"],
        content=content,
        matrices={"area": found[0], "tag": found[1]},
        stages=stages,
    )
    for made in found:
        yield from files(made.table, content)


def _matrix(name: str, noun: str, details: list[CaseDetail], content: Content, stages: list[Stage]) -> Matrix:
    shares = matrix(details, content.main_key)
    cases = Counter(detail.area for detail in details)
    columns = {noun: f"the {noun}", "mode": "strict or nonstrict", "cases": "how many cases there are"}
    for stage in stages:
        columns |= {stage.value: f"how many originals hold at {stage}", f"{stage}_of": "of how many that were measured"}
    rows = []
    for key, row in shares.items():
        for mode in MODES:
            numbers: dict[str, object] = {noun: key, "mode": str(mode), "cases": cases[key]}
            for stage in stages:
                numbers |= {stage.value: row[mode, stage].passed, f"{stage}_of": row[mode, stage].measured}
            rows.append(numbers)
    sums = {(m, s): total([row[m, s] for row in matrix(_once(details), content.main_key).values()])
            for m in MODES for s in stages}  # fmt: skip
    return Matrix(f"By {noun}", Table(name, columns, rows), shares, cases, sums)


def _once(details: list[CaseDetail]) -> list[CaseDetail]:
    """Each case once: one with several tags counts once in the sum."""
    return list({detail.case: detail for detail in details}.values())
