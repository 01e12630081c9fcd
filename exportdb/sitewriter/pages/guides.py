"""The guides: hand-written pages in which every program is a case and every output was measured."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.guides.directives import check, parse
from exportdb.sitewriter.guides.fill import fill
from exportdb.sitewriter.places import find_places
from exportdb.sitewriter.render import Page, Renderer


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``guide/*.md``. Raises ExportdbError where a guide names what the corpus does not have."""
    for file in sorted((find_places().site / "guides").glob("*.md")):
        guide = parse(file.name, file.read_text(encoding="utf-8"))
        check(guide)
        path = f"guide/{file.name}"
        yield Page(path, fill(guide, path, content))
