"""Which dimensions of a case can be dynamic, for people."""

from __future__ import annotations

from collections.abc import Sequence

import click

from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.table import Text, print_table, wrap
from exportdb.present.declares import differing
from exportdb.present.places import where
from exportdb.present.specs import HEADS, Dims, SpecRow, dims, said
from exportdb.store.details import Lane

#: Relations that are shown of one program, unless all are asked for.
MOST = 6


def print_declares(lanes: Sequence[Lane]) -> None:
    """Prints what the modes declare of the inputs, where they do not agree."""
    for parts in differing(lanes).values():
        click.echo(f"\n{paint('The modes declare different inputs', 'bold')}")
        rows = [(where(part.lanes), line) for part in parts for line in part.lines or ("no input",)]
        print_table(
            [
                [Text("" if i and rows[i - 1][0] == who else who, "dim"), Text(line)]
                for i, (who, line) in enumerate(rows)
            ]
        )


def print_dims(lanes: Sequence[Lane], *, full: bool) -> None:
    """Prints the tables of dimensions; nothing where the stage was not measured."""
    found = dims(lanes)
    if found:
        click.echo(f"\n{paint('Which dimensions can be dynamic', 'bold')}")
    for number, group in enumerate(found):
        if number:
            click.echo()
        click.echo(f"  {where(group.lanes)}")
        _table(group, full)
        if full and group.tried:
            click.echo()
            print_table([row for spec in group.tried for row in _spec(spec)])


def _table(group: Dims, full: bool) -> None:
    rows = [
        [Text(row.name), Text(row.example), Text(row.auto), Text(row.alone, STYLES[row.outcome])] for row in group.rows
    ]
    if rows:
        print_table(rows, heads=HEADS)
    shown = group.relations if full else group.relations[:MOST]
    lines = [("related by" if i == 0 else "", relation) for i, relation in enumerate(shown)]
    if len(shown) < len(group.relations):
        lines.append(("", f"and {len(group.relations) - len(shown)} more (--full)"))
    if lines:
        print_table([[Text(name, "dim"), Text(value)] for name, value in lines])
    for remark in group.remarks:
        for line in wrap(remark, width() - 2):
            click.echo(f"  {paint(line, 'dim')}")


def _spec(spec: SpecRow) -> list[list[Text]]:
    """A spec that was tried, what torch says of it, and what its advice comes to."""
    says = f"{spec.code}: {spec.message}" if spec.code else spec.message
    lines = [(Text(said(spec.result), STYLES[spec.outcome]), spec.spec), (Text(""), says), (_then(spec), spec.fixed)]
    return [[name, Text(value)] for name, value in lines if value]


def _then(spec: SpecRow) -> Text:
    return Text("then accepted", "green") if spec.result == "suggestion" else Text("then refused", "yellow")
