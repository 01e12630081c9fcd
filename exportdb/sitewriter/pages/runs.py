"""What was measured, when, and with what."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``runs.md``."""
    yield renderer.page("runs.md", "runs.md.j2", title="Runs and environments", content=content)
