"""The status of a case as a table: a row for each variant and mode, a column for each stage."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from exportdb.cli.output import STYLES, paint, width
from exportdb.store.details import Lane
from exportdb_engine.protocol import MODES, STAGES, Stage

#: A stage that was asked for and could not be reached; one that nobody asked for.
UNREACHED, UNASKED = ".", "-"
#: Heads that are longer than what stands below them, over two rows.
BROKEN: dict[Stage, tuple[str, ...]] = {
    Stage.GENERALIZE: ("gener-", "alize"),
    Stage.DECOMPOSE: ("decom-", "pose"),
    Stage.SERIALIZE: ("serial-", "ize"),
    Stage.RETRACE: ("re-", "trace"),
}


def print_statuses(lanes: Sequence[Lane]) -> None:
    """Prints the lanes, which are of one environment, by variant."""
    first = max(len(str(mode)) for mode in MODES)
    heads, gap = _fitting(lanes, width() - len(f"    {'':<{first}}"))
    columns = _columns(lanes, heads)
    for part in range(max(map(len, heads))):
        texts = [f"{head[part] if part < len(head) else '':<{columns[i]}}" for i, head in enumerate(heads)]
        click.echo(paint(f"    {'':<{first}}{gap}{gap.join(texts).rstrip()}", "dim"))
    for variant, rows in groupby(lanes, key=lambda lane: lane.variant):
        click.echo(f"  {variant}")
        for lane in rows:
            words = [_word(lane, stage) for stage in STAGES]
            cells = gap.join(
                paint(word, STYLES.get(word, "dim")) + " " * (columns[i] - len(word)) for i, word in enumerate(words)
            )
            click.echo(f"    {lane.mode:<{first}}{gap}{cells.rstrip()}")
    words = [_word(lane, stage) for lane in lanes for stage in STAGES]
    legend = [f"{UNREACHED} not reached"] * (UNREACHED in words) + [f"{UNASKED} not measured"] * (UNASKED in words)
    if legend:
        click.echo(paint(f"  {', '.join(legend)}", "dim"))


def _fitting(lanes: Sequence[Lane], room: int) -> tuple[list[tuple[str, ...]], str]:
    """The heads, in one row where there is room for it and otherwise in two, and what stands between columns."""
    whole: list[tuple[str, ...]] = [(str(stage),) for stage in STAGES]
    parted = [BROKEN.get(stage, (str(stage),)) for stage in STAGES]
    for heads, gap in ((whole, "  "), (parted, "  "), (parted, " ")):
        if sum(_columns(lanes, heads)) + len(gap) * len(STAGES) <= room:
            break
    return heads, gap


def _columns(lanes: Sequence[Lane], heads: Sequence[tuple[str, ...]]) -> list[int]:
    """How wide each column is."""
    return [
        max(*map(len, head), *(len(_word(lane, stage)) for lane in lanes))
        for stage, head in zip(STAGES, heads, strict=True)
    ]


def _word(lane: Lane, stage: Stage) -> str:
    cell = lane.cell(stage)
    if cell is not None:
        return str(cell.outcome)
    return UNREACHED if stage in lane.asked else UNASKED
