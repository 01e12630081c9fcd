"""Where the site tells more of a failure's code."""

from __future__ import annotations

from exportdb.corpus.graph_breaks import graph_breaks
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import slug
from exportdb.sitewriter.pages.graph_breaks import anchor, measured
from exportdb.store.summaries import failures


class Codes:
    """The anchors of all codes that have one."""

    def __init__(self, content: Content) -> None:
        known = graph_breaks(content.cases).entries
        self.breaks = {*known, *measured(content.details, content.main_key)} if known else set[str]()
        self.failures = {group.code for group in failures(content.details, content.main_key)}

    def page(self, code: str) -> str | None:
        """``graph_breaks.md#gb0170``, ``failures.md#code-UserError``; None for a code that no page tells of."""
        if code in self.breaks:
            return f"graph_breaks.md#{anchor(code)}"
        return f"failures.md#code-{slug(code.replace('/', '-'))}" if code in self.failures else None
