"""A page for each area: its share of the support table, and its cases."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, area_page
from exportdb.store.summaries import matrix


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``area/*.md``."""
    shares = matrix(content.details, content.main_key)
    for area in sorted({summary.area for summary in content.summaries if has_page(summary)}):
        yield renderer.page(
            area_page(area),
            "area.md.j2",
            title=area or "No area",
            boost=0.25,
            area=area,
            meaning=content.registry.areas.get(area, ""),
            shares={area: shares[area]} if area in shares else {},
            summaries=[summary for summary in content.summaries if summary.area == area],
            content=content,
        )
