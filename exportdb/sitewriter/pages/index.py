"""The front page: how much of the corpus passes each stage, and every case in a line."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.store.summaries import matrix, total
from exportdb_engine.protocol import MODES, STAGES


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``index.md``."""
    shares = matrix(content.details, content.main_key)
    sums = {(mode, stage): total([row[mode, stage] for row in shares.values()]) for mode in MODES for stage in STAGES}
    yield renderer.page(
        "index.md",
        "index.md.j2",
        title="Support table",
        description="What torch.export accepts, refuses and gets wrong, measured, with rewrites that were run",
        hide=["toc"],
        boost=0.25,
        content=content,
        shares=shares,
        sums=sums,
        measured=sum(bool(summary.statuses) for summary in content.summaries),
        passing=sum(summary.passes is True for summary in content.summaries),
        verified=sum(len(summary.rewrites.get("verified", ())) for summary in content.summaries),
    )
