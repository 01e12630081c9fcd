"""Where output goes: colour and progress only on a terminal, JSON on stdout alone."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console

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
    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, highlight=False, width=None if stream.isatty() else 200, soft_wrap=not stream.isatty())


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
