"""A page for each area: what it covers and what it does not, its share of the support table, and its cases by topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exportdb.corpus import Area
from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, area_page
from exportdb.store.summaries import CaseSummary, matrix


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one topic, also those that lie in another area."""

    #: Empty for those that no topic names.
    topic: str
    summaries: Sequence[CaseSummary]


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``area/*.md``."""
    shares = matrix(content.details, content.main_key)
    known = {summary.case: summary for summary in content.summaries}
    for name in sorted({summary.area for summary in content.summaries if has_page(summary)}):
        area = content.areas.get(name, Area(name, name or "No area", ""))
        yield renderer.page(
            area_page(name),
            "area.md.j2",
            title=area.title,
            boost=0.25,
            area=area,
            groups=groups(area, known),
            shares={name: shares[name]} if name in shares else {},
            content=content,
        )


def groups(area: Area, known: dict[str, CaseSummary]) -> list[Group]:
    """The cases of an area by topic, in the order of its ``area.toml``, and at the end those that stand under none."""
    found = [Group(t.topic, [known[case] for case in t.cases if case in known]) for t in area.covered]
    told = {case for topic in area.covered for case in topic.cases}
    rest = [summary for summary in known.values() if summary.area == area.name and summary.case not in told]
    return [group for group in (*found, Group("", rest)) if group.summaries]
