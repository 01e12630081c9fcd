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
    _changes("message changed", comparison.message_changed, _message_rows(comparison.message_changed))
    _one_sided("only after", comparison.added)
    _one_sided("only before", comparison.removed)


def _sides(before: Side, after: Side) -> None:
    rows = []
    for name, side in (("before", before), ("after", after)):
        what = f"torch {side.fields['torch']}, Python {side.fields['python']}, {side.fields['device']}"
        rows.append([Text(name, "bold"), Text(f"run {side.run}"), Text(f"{what}, started {side.started}")])
    print_table(rows)


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


def _message_rows(changes: Sequence[Change]) -> list[Row]:
    rows: list[Row] = []
    for change in changes:
        before, after = (cell.signature or "" if cell else "" for cell in (change.before, change.after))
        result = f"{_result(change.after)}\n- {before}\n+ {after}"
        rows.append([Text(change.variant), Text(change.mode), Text(change.stage), Text(result)])
    return rows


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
        click.echo(f"  and {counted(len(cases) - NAMED, 'case')} more; --json lists them all")
