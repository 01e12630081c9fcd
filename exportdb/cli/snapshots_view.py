"""The snapshots for people: a line for each, then what to do about those that are behind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from exportdb.cli.cells import print_wrapped
from exportdb.cli.table import Text, counted, print_table
from exportdb.snapshots import results_folder
from exportdb.snapshots.check import Checked

#: Cases that are named; the others are counted.
SHOWN = 3
_HEADS = ("torch", "measured", "age", "size", "cases", "changed", "missing", "engine")


def print_checks(found: Sequence[Checked], folder: Path | None) -> None:
    """Prints the table of snapshots, and below it why one is stale or behind, with what to run."""
    if not found:
        click.echo(f"there are no snapshots in {folder or results_folder()}")
        return
    rows = []
    for row in found:
        style = "bold red" if row.stale else "yellow" if row.remedy else "green"
        rows.append(
            [
                Text(row.torch if row.device == "cpu" else f"{row.torch} {row.device}"),
                Text(row.measured[:10]),
                Text(counted(row.age_days, "day")),
                Text(f"{row.bytes / 1024:.0f} KiB"),
                Text(f"{row.current}/{row.cases}", style),
                Text(str(len(row.changed))),
                Text(str(len(row.missing))),
                Text("this" if row.this_engine else ", ".join(engine[:8] for engine in row.engines), "dim"),
            ]
        )
    print_table(rows, heads=_HEADS)
    for row in found:
        if row.remedy:
            click.echo()
            print_wrapped(f"{row.torch}: {row.stale or 'will do, and is behind the case files'}")
            lists = (("changed", row.changed), ("missing", row.missing), ("no more there", row.gone))
            told = [[Text(what), Text(_some(names))] for what, names in lists if names]
            print_table([*told, [Text("to do"), Text(row.remedy)]])


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
