"""Plain tables: columns side by side, long values wrapped under themselves, never cut."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import click

from exportdb.cli.output import paint, width

#: Columns of the line that a column of the table takes at most, unless it is the flexible one.
WIDEST = 36
INDENT = 2
GAP = 2


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
    def of(cls, rows: Sequence[Row], *, flexible: int = -1) -> Layout:
        """Columns as wide as their widest value; the flexible one gets what is left of the line."""
        if not rows:
            return cls(())
        count = len(rows[0])
        flexible %= count
        widths = [min(WIDEST, max(len(row[i].text) for row in rows)) for i in range(count)]
        rest = width() - INDENT - GAP * (count - 1) - sum(w for i, w in enumerate(widths) if i != flexible)
        widths[flexible] = max(16, rest)
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


def print_table(rows: Sequence[Row], *, heads: Sequence[str] = (), flexible: int = -1) -> None:
    """Prints a whole table, under its heads if there are any."""
    every = [[Text(head, "bold") for head in heads], *rows] if heads else rows
    Layout.of(every, flexible=flexible).print(every)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most that many columns; a long word is broken after a mark, where it has one."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        for line in textwrap.wrap(paragraph, columns, break_long_words=False, break_on_hyphens=False) or [""]:
            rest = line
            while len(rest) > columns:
                cut = max(rest.rfind(mark, 0, columns) for mark in "./_,:") + 1 or columns
                lines.append(rest[:cut])
                rest = rest[cut:]
            lines.append(rest)
    return lines


def counted(number: int, noun: str) -> str:
    """``1 cell``, ``2 cells``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
