"""A comparison of two runs for people: the sum first, then the cells by cause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.table import Layout, Row, Text, counted, print_table, wrap
from exportdb.diffing import Change, Comparison, Side, SideCell

#: Cases of an added or removed list that are named; the others are counted.
NAMED = 10
#: Words that are shown around what differs between two messages.
CONTEXT = 5


def print_comparison(comparison: Comparison) -> None:
    """Prints what differs, by cause and case, after a summary."""
    _sides(comparison.before, comparison.after)
    if not comparison.differs:
        click.echo(f"\nno differences in {counted(comparison.same, 'cell')}")
        return
    summary = [
        (len(comparison.changed), "cells with another outcome or code"),
        (len(comparison.message_changed), "cells with another message"),
        (len(comparison.reach_changed), "cells that one side did not reach"),
        (len(comparison.added), "cells only after"),
        (len(comparison.removed), "cells only before"),
        (comparison.same, "cells the same"),
    ]
    click.echo()
    print_table([[Text(f"{number:>6}"), Text(what)] for number, what in summary if number])
    _counts("by cause", comparison.by_cause())
    _counts("by outcome", comparison.by_transition())
    by_cause: dict[str, list[Change]] = {}
    for change in comparison.changed:
        by_cause.setdefault(" and ".join(change.causes), []).append(change)
    for cause, changes in by_cause.items():
        _changes(cause, changes, [_change_row(change) for change in changes])
    _messages(comparison.message_changed)
    _one_sided("only after", comparison.added)
    _one_sided("only before", comparison.removed)


def _sides(before: Side, after: Side) -> None:
    rows = []
    for name, side in (("before", before), ("after", after)):
        what = f"torch {side.fields['torch']}, Python {side.fields['python']}, {side.fields['device']}"
        rows.append([Text(name, "bold"), Text(f"run {side.run}"), Text(f"{what}, started {_minute(side.started)}")])
    print_table(rows)


def _minute(time: str) -> str:
    return f"{time[:16].replace('T', ' ')} UTC"


def _counts(title: str, counts: dict[str, int]) -> None:
    if counts:
        click.echo(f"\n{paint(title, 'bold')}")
        print_table([[Text(f"{number:>6}"), Text(name)] for name, number in counts.items()])


def _changes(title: str, changes: Sequence[Change], rows: Sequence[Row]) -> None:
    if not changes:
        return
    click.echo(f"\n{paint(f'{title} ({len(changes)})', 'bold underline')}")
    layout = Layout.of(rows)
    for case, group in groupby(zip(changes, rows, strict=True), key=lambda pair: pair[0].case):
        for line in wrap(case, width()):
            click.echo(paint(line, "bold"))
        layout.print([row for _, row in group])


def _change_row(change: Change) -> Row:
    after = change.after.outcome if change.after else ""
    return [
        Text(change.variant),
        Text(change.mode),
        Text(change.stage),
        Text(f"{_result(change.before)} -> {_result(change.after)}", STYLES.get(after, "")),
    ]


def _messages(changes: Sequence[Change]) -> None:
    if not changes:
        return
    click.echo(f"\n{paint(f'message changed ({len(changes)})', 'bold underline')}")
    for case, group in groupby(changes, key=lambda change: change.case):
        click.echo(paint(case, "bold"))
        for change in group:
            click.echo(f"  {change.variant}  {change.mode}  {change.stage}  {_result(change.after)}")
            texts = [cell.signature or "" if cell else "" for cell in (change.before, change.after)]
            for sign, text, style in zip("-+", _apart(*texts), ("red", "green"), strict=True):
                for line in wrap(f"{sign} {text}", width() - 6):
                    click.echo("    " + paint(line, style))


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two messages without what they have in common at the beginning and the end, a few words aside."""
    old, new = before.split(), after.split()
    shorter = min(len(old), len(new))
    start = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    end = next((i for i in range(shorter - start) if old[-1 - i] != new[-1 - i]), shorter - start)
    start, end = max(0, start - CONTEXT), max(0, end - CONTEXT)
    first, last = "... " if start else "", " ..." if end else ""
    return first + " ".join(old[start : len(old) - end]) + last, first + " ".join(new[start : len(new) - end]) + last


def _result(cell: SideCell | None) -> str:
    if cell is None:
        return "not reached"
    return f"{cell.outcome} {cell.code}" if cell.code else cell.outcome


def _one_sided(title: str, changes: Sequence[Change]) -> None:
    if not changes:
        return
    cases: dict[str, int] = {}
    for change in changes:
        cases[change.case] = cases.get(change.case, 0) + 1
    click.echo(f"\n{paint(f'{title} ({len(changes)})', 'bold underline')}")
    rows = [[Text(f"{number:>6}"), Text(case)] for case, number in list(cases.items())[:NAMED]]
    print_table(rows)
    if len(cases) > NAMED:
        click.echo(f"  and {counted(len(cases) - NAMED, 'more case')}; --json lists them all")
