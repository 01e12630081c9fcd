"""The front page: the explorer, and where to go from here when there is nothing to search for yet."""

from __future__ import annotations

import json
from collections.abc import Iterator

from exportdb.present.marks import MARKS
from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb_engine.protocol import Outcome

#: Queries to begin with: what a person may have in hand, and the text that finds it.
EXAMPLES = (
    ("an error message", "Could not guard on data-dependent expression Eq(u0, 1)"),
    ("a graph break", "code:GB0170"),
    ("a feature", "torch.cond"),
    ("where the modes differ", "strict:fail nonstrict:pass has:rewrite"),
    ("wrong without a word", "shapes:unsound"),
    ("an operator", "op:aten.nonzero.default"),
)


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``index.md``."""
    own = [summary for summary in content.summaries if summary.collection == "core"]
    measured = [summary for summary in own if summary.statuses]
    silent = sum(Outcome.UNSOUND in summary.outcomes.values() for summary in own)
    yield renderer.page(
        "index.md",
        "index.md.j2",
        title="Find",
        description="What torch.export accepts, refuses and gets wrong, measured, with rewrites that were run",
        hide=["toc", "navigation"],
        content=content,
        own=own,
        passing=sum(summary.passes is True for summary in measured),
        failing=sum(summary.passes is False for summary in measured),
        silent=silent,
        verified=sum(len(summary.rewrites.get("verified", ())) for summary in own),
        listed=sum(map(has_page, content.summaries)),
        examples=EXAMPLES,
        signs=json.dumps({str(outcome): mark.sign for outcome, mark in MARKS.items()}, ensure_ascii=False),
    )
