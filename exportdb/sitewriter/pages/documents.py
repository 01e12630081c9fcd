"""Documents that are written elsewhere: for authors, for other runners, the grammar of queries, the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from exportdb.query import grammar_markdown
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.store.schema_page import schema_markdown

#: Documents of the checkout -> their pages.
FILES = {"CONTRIBUTING.md": "contributing.md", "PROTOCOL.md": "protocol.md"}
MADE: dict[str, Callable[[], str]] = {"queries.md": grammar_markdown, "schema.md": schema_markdown}
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?://|mailto:|#)([^)\s]+)\)")


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The pages ``queries.md`` and ``schema.md``, and those of the documents that are at hand."""
    for path, make in MADE.items():
        yield Page(path, make().strip() + "\n")
    for name, path in FILES.items():
        file = content.checkout / name if content.checkout else None
        if file is not None and file.is_file():
            yield Page(path, linked(file.read_text(encoding="utf-8")))


def linked(text: str) -> str:
    """The document with links to other documents turned to their pages, and links to files that are no pages undone."""

    def replaced(match: re.Match[str]) -> str:
        label, target = match.groups()
        name, hash_, anchor = target.partition("#")
        page = FILES.get(Path(name).name)
        return f"[{label}]({page}{hash_}{anchor})" if page else label

    return _LINK.sub(replaced, text)
