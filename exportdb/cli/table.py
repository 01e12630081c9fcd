"""Plain tables: columns side by side, long values wrapped under themselves, never cut."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import click

from exportdb.cli.output import paint, width

#: What a column keeps at least, when all together are too wide for the line.
NARROWEST = 10
INDENT = 2
GAP = 2


#: Where a word may be broken: after a mark, and within a name in camel case.
_BREAK = re.compile(r"[./_,:]|[a-z](?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Text:
    """A value of a table and its style."""

    text: str
    style: str = ""


Row = Sequence[Text]


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the columns of a table are, so that it can be printed in parts."""

    widths: tuple[int, ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Layout:
        """Columns as wide as their widest value; where that is too much for the line, the widest ones give way."""
        columns = zip(*rows, strict=True)
        widths = [max(len(line) for value in column for line in value.text.splitlines() or [""]) for column in columns]
        room = width() - INDENT - GAP * (len(widths) - 1)
        while sum(widths) > room and max(widths) > NARROWEST:
            widths[widths.index(max(widths))] -= 1
        return cls(tuple(widths))

    def print(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for line in self._lines(row):
                click.echo(line)

    def _lines(self, row: Row) -> list[str]:
        wrapped = [wrap(value.text, columns) for value, columns in zip(row, self.widths, strict=True)]
        lines = []
        for i in range(max(map(len, wrapped))):
            parts = []
            for value, texts, columns in zip(row, wrapped, self.widths, strict=True):
                text = texts[i] if i < len(texts) else ""
                parts.append(paint(text, value.style) + " " * (columns - len(text)))
            lines.append((" " * INDENT + (" " * GAP).join(parts)).rstrip())
        return lines


def print_table(rows: Sequence[Row], *, heads: Sequence[str] = ()) -> None:
    """Prints a whole table, under its heads if there are any."""
    every = [[Text(head, "bold") for head in heads], *rows] if heads else rows
    Layout.of(every).print(every)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that many columns; a long word is broken after a mark, where it has one."""
    lines: list[str] = []
    columns = max(1, columns)  # a column may have no text at all
    for paragraph in text.splitlines() or [""]:
        for line in textwrap.wrap(paragraph, columns, break_long_words=False, break_on_hyphens=False) or [""]:
            rest = line
            while len(rest) > columns:
                breaks = [match.end() for match in _BREAK.finditer(rest) if match.end() <= columns]
                cut = breaks[-1] if breaks else columns
                lines.append(rest[:cut])
                rest = rest[cut:]
            lines.append(rest)
    return lines


def counted(number: int, noun: str) -> str:
    """``1 cell``, ``2 cells``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
