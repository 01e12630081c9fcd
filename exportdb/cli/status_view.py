"""The status of a case as a table: a row for each variant and mode, a column for each stage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from exportdb.cli.output import STYLES, paint
from exportdb.store.details import Lane
from exportdb_engine.protocol import MODES, STAGES, Stage

#: A stage that was asked for and could not be reached; one that nobody asked for.
UNREACHED, UNASKED = ".", "-"
GAP = "  "


def print_statuses(lanes: Sequence[Lane]) -> None:
    """Prints the lanes, which are of one environment, by variant."""
    first = max(len(str(mode)) for mode in MODES)
    columns = [max(len(stage), *(len(_word(lane, stage)) for lane in lanes)) for stage in STAGES]
    heads = GAP.join(f"{stage:<{columns[i]}}" for i, stage in enumerate(STAGES))
    click.echo(paint(f"    {'':<{first}}{GAP}{heads.rstrip()}", "dim"))
    for variant, rows in groupby(lanes, key=lambda lane: lane.variant):
        click.echo(f"  {variant}")
        for lane in rows:
            words = [_word(lane, stage) for stage in STAGES]
            cells = GAP.join(
                paint(word, STYLES.get(word, "dim")) + " " * (columns[i] - len(word)) for i, word in enumerate(words)
            )
            click.echo(f"    {lane.mode:<{first}}{GAP}{cells.rstrip()}")
    words = [_word(lane, stage) for lane in lanes for stage in STAGES]
    legend = [f"{UNREACHED} not reached"] * (UNREACHED in words) + [f"{UNASKED} not measured"] * (UNASKED in words)
    if legend:
        click.echo(paint(f"  {', '.join(legend)}", "dim"))


def _word(lane: Lane, stage: Stage) -> str:
    cell = lane.cell(stage)
    if cell is not None:
        return str(cell.outcome)
    return UNREACHED if stage in lane.asked else UNASKED
