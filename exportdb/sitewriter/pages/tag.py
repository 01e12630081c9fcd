"""A page for each tag, and one for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, tag_page
from exportdb.store.summaries import CaseSummary


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``tags.md`` and ``tag/*.md``."""
    tagged: dict[str, list[CaseSummary]] = defaultdict(list)
    for summary in content.summaries:
        for tag in summary.tags:
            tagged[tag].append(summary)
    spaces: dict[str, list[str]] = defaultdict(list)
    for tag in sorted(tagged):
        spaces[tag.partition(".")[0]].append(tag)
    meanings = content.registry.tags
    yield renderer.page(
        "tags.md", "tags.md.j2", title="Tags", spaces=dict(spaces), tagged=tagged, meanings=meanings, content=content
    )
    for tag, summaries in tagged.items():
        yield renderer.page(
            tag_page(tag),
            "tag.md.j2",
            title=tag,
            boost=0.25,
            tag=tag,
            meaning=meanings.get(tag, ""),
            summaries=summaries,
            content=content,
        )
