"""The page on the grammar, made from the filters themselves."""

from __future__ import annotations

from typing import Any

from exportdb.query.base import Filter, Kind
from exportdb.query.query import parse
from exportdb.query.registry import filters

_HEADINGS = {
    Kind.PROGRAMS: (
        "Which programs",
        "A program is a variant of a case in an environment. These select whole programs.",
    ),
    Kind.CELLS: ("Which cells", "These leave out cells of the selected programs."),
    Kind.POPULATION: ("Of which run", "Without it, a query sees the newest cell of each place in the table."),
}

_INTRODUCTION = """\
# Queries

`exportdb query`, `list`, `run` and the pytest plugin take the same queries. A query is a row of terms, and each of them
has to hold:

    tag:torch.cond strict:fail nonstrict:pass torch:>=2.11 "item()"

- `-tag:torch.cond` or `not tag:torch.cond` turns a term round.
- Commas are *or*: `outcome:fail,wrong`.
- `*` stands for any text: `case:control_flow/*`.
- Quotes keep a value together and take the meaning from `*`, `,`, `:` and `-`: `"a, b"`.
- Everything that has no filter before it is searched for as text.

A query lists cells. When a term asks for an outcome (`strict:fail`), the cells that show it are listed, otherwise all
cells of the programs. `exportdb query` prints every query as a sentence first.
"""


def written(item: Filter[Any]) -> str:
    """How the docs write a filter: ``tag:TAG`` in Markdown."""
    return item.written or f"`{item.name}:{item.placeholder}`"


def _escaped(text: str) -> str:
    return text.replace("*", r"\*").replace("|", r"\|")


def grammar_markdown() -> str:
    """The page: how queries are written, and each filter with its meaning and its examples in English."""
    parts = [_INTRODUCTION]
    for kind, (title, note) in _HEADINGS.items():
        parts.append(f"## {title}\n\n{note}\n")
        for item in filters().values():
            if item.kind is kind:
                examples = "\n".join(f"| `{text}` | {_escaped(parse(text).sentence())} |" for text in item.examples)
                parts.append(
                    f"### {written(item)}\n\n{item.meaning}\n\n| query | in words |\n| --- | --- |\n{examples}\n"
                )
    return "\n".join(parts)
