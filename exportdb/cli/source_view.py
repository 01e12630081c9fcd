"""Source for people: numbered, coloured on a terminal, with the notes of each line beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from exportdb.cli.output import paint, width
from exportdb.cli.table import wrap
from exportdb.present.notes import Note

STYLES = {"stop": "bold red", "guard": "cyan", "symbol": "cyan"}
MARKS = {"stop": "<- ", "guard": "<- guard ", "symbol": "<- "}
#: Notes beside one line, unless all are asked for.
MAX_NOTES = 6


def print_source(source: str, notes: Mapping[int, Sequence[Note]], *, full: bool) -> None:
    """Prints a file. A note stands right of its line where there is room, and under it otherwise."""
    lines = source.rstrip().splitlines()
    coloured = _highlight("\n".join(lines), lines)
    digits = len(str(len(lines)))
    for number, line in enumerate(lines, 1):
        found = list(notes.get(number, ()))
        shown = found if full else found[:MAX_NOTES]
        texts = [(_text(note), STYLES[note.kind]) for note in shown]
        if len(shown) < len(found):
            texts.append((f"<- and {len(found) - len(shown)} more guards (--full)", "dim"))
        head = paint(f"  {number:>{digits}}  ", "dim")
        room = width() - digits - 4 - len(line) - 2
        if len(texts) == 1 and len(texts[0][0]) <= room:
            click.echo(f"{head}{coloured[number - 1]}  {paint(*texts[0])}")
            continue
        click.echo(f"{head}{coloured[number - 1]}".rstrip())
        indent = digits + 4 + len(line) - len(line.lstrip())
        for text, style in texts:
            first, *rest = wrap(text, max(30, width() - indent))
            click.echo(" " * indent + paint(first, style))
            for part in rest:
                click.echo(" " * (indent + 3) + paint(part, style))


def _text(note: Note) -> str:
    where = f" ({note.where})" if note.where else ""
    return f"{MARKS[note.kind]}{note.text}{where}"


def print_diff(lines: Sequence[str]) -> None:
    """Prints a unified diff, indented; what is added and taken away is told by its first character."""
    for line in lines:
        style = {"+": "green", "-": "red", "@": "dim"}.get(line[:1], "")
        click.echo(f"  {paint(line, style)}".rstrip())


def _highlight(source: str, lines: list[str]) -> list[str]:
    """The lines in colour, where stdout is a terminal; as they are elsewhere."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return lines
    from rich.console import Console
    from rich.syntax import Syntax

    console = Console(width=10_000, force_terminal=True, highlight=False)
    found = []
    for line in Syntax(source, "python", theme="ansi_light").highlight(source).split("\n", allow_blank=True):
        with console.capture() as capture:
            console.print(line, end="", soft_wrap=True)
        found.append(capture.get())
    return found if len(found) >= len(lines) else lines
