"""Cells for people: grouped by case, the stages that came out alike on one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

import click

from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.table import Layout, Text, counted, print_table, wrap
from exportdb.query import CellRow
from exportdb.releases import release_key
from exportdb_engine.protocol.vocabulary import STAGES

#: How many codes are named below the cells.
MOST_CODES = 8


def print_cells(rows: Sequence[CellRow], *, limited: bool = False) -> None:
    """Prints the cells by case, and how many there are; ``limited`` when there may be more."""
    places = {(row.environment, row.torch, row.device) for row in rows}
    several, same_torch = len(places) > 1, len({torch for _, torch, _ in places}) < len(places)
    lines = {
        case: _lines(sorted(cells, key=lambda row: release_key(row.torch)), several, same_torch)
        for case, cells in groupby(rows, key=lambda row: row.case)
    }
    layout = Layout.of([line for block in lines.values() for line in block])
    for case, block in lines.items():
        click.echo()
        for part in wrap(case, width()):
            click.echo(paint(part, "bold"))
        layout.print(block)
    if rows:
        amount = f"{counted(len(rows), 'cell')} of {counted(len(lines), 'case')}"
        click.echo(f"\nthe first {amount}; there may be more" if limited else f"\n{amount}")
        _print_codes(rows)
    else:
        click.echo("no cells")


def _print_codes(rows: Sequence[CellRow]) -> None:
    """Prints what most cases stop with, where there are several: for a backend, what it lacks."""
    cases: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.code:
            cases[row.code].add(row.case)
    if len(cases) < 2 or len(set.union(*cases.values())) < 2:
        return
    often = sorted(cases, key=lambda code: (-len(cases[code]), code))
    rest = len(often) - MOST_CODES
    said = ", ".join(f"{code} ({len(cases[code])})" for code in often[:MOST_CODES])
    print_wrapped(f"by cases: {said}" + (f", and {rest} more: --group-by code" if rest > 0 else ""))


def print_wrapped(text: str) -> None:
    """Prints a sentence in the lines that it needs."""
    for line in wrap(text, width()):
        click.echo(line)


def print_counts(field: str, counts: Mapping[str, int]) -> None:
    """Prints how many cells each value has, and the sum."""
    digits = max([len("cells"), *(len(str(number)) for number in counts.values())])
    rows = [[Text(f"{n:>{digits}}"), Text(value or "-", STYLES.get(value, ""))] for value, n in counts.items()]
    print_table(rows, heads=(f"{'cells':>{digits}}", field))
    click.echo(f"\n{counted(sum(counts.values()), 'cell')}, {counted(len(counts), 'value')}")


def _lines(cells: Sequence[CellRow], several: bool, same_torch: bool) -> list[list[Text]]:
    """A line for each variant, environment, mode, outcome and code: ``original  strict  fail  export: GB0170``."""
    stages: dict[tuple[str, str, str, str, str, str | None], list[str]] = {}
    for cell in cells:
        place = (f"{cell.torch} {cell.environment[:8]}" if same_torch else cell.torch) if several else ""
        stages.setdefault((cell.variant, place, cell.device, cell.mode, cell.outcome, cell.code), []).append(cell.stage)
    lines = []
    for (variant, place, _, mode, outcome, code), names in stages.items():
        what = _spans(names) + (f": {code}" if code else "")
        line = [Text(variant), Text(mode), Text(outcome, STYLES.get(outcome, "")), Text(what)]
        lines.append([line[0], Text(place, "dim"), *line[1:]] if several else line)
    return lines


def _spans(names: Sequence[str]) -> str:
    """The stages in words: ``eager to retrace``, ``run, serialize``."""
    order = [str(stage) for stage in STAGES]
    spans: list[list[str]] = []
    for name in names:
        last = spans[-1][-1] if spans else ""
        if last in order and name in order and order.index(name) == order.index(last) + 1:
            spans[-1].append(name)
        else:
            spans.append([name])
    return ", ".join(f"{span[0]} to {span[-1]}" if len(span) > 2 else ", ".join(span) for span in spans)
