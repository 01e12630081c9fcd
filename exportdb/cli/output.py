"""Where output goes: colour and progress only on a terminal, JSON on stdout alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exportdb.errors import ExportdbError

if TYPE_CHECKING:  # rich is slow to import, and most commands do without
    from rich.console import Console

#: What JSON lets through as it is.
_STEERING = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
#: Colour and a letter-free mark for each outcome, so that a table can be read without colour.
STYLES = {
    "pass": "green",
    "fail": "yellow",
    "wrong": "bold red",
    "unsound": "bold red",
    "internal": "magenta",
    "crash": "red",
    "timeout": "red",
    "oom": "red",
    "skip": "dim",
    "invalid": "dim red",
}


def console(*, stderr: bool = False) -> Console:
    """A console that writes plain text when it is not a terminal, as wide as needed, and obeys NO_COLOR."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, highlight=False, width=None if stream.isatty() else 200, soft_wrap=not stream.isatty())


def print_json(value: Any) -> None:
    """Prints the value; what could steer a terminal or turn a line round is escaped, which changes nothing of it."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    click.echo(_STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def width() -> int:
    """Columns to write in: the terminal's, up to 120; 80 when there is none; COLUMNS overrides both."""
    return max(40, min(120, shutil.get_terminal_size((80, 24)).columns))


def paint(text: str, style: str) -> str:
    """The text in a style of ``STYLES``' making (``bold red``), where stdout is a terminal and NO_COLOR is not set."""
    if not style or not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    words = style.split()
    colour = next((word for word in words if word not in ("bold", "dim", "underline")), None)
    return click.style(
        text,
        fg=colour,
        bold="bold" in words or None,
        dim="dim" in words or None,
        underline="underline" in words or None,
    )


def write_file(path: Path, text: str) -> None:
    """Write what ``-o`` asked for. Raises ExportdbError when the file cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportdbError(f"{path} cannot be written: {error.strerror}", hint="name another file with -o") from error
