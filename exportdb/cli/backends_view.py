"""What backends made of programs: of one, and by what programs have in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exportdb.cli.output import STYLES, print_json, width
from exportdb.cli.table import Text, print_table
from exportdb.present.messages import tidy
from exportdb.present.places import where
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import Outcome

if TYPE_CHECKING:
    from exportdb.store.features import Count

#: Columns on the terminal of a feature's name, and of a backend's count.
NAME_COLUMNS, BACKEND_COLUMNS = 30, 16
#: How much of a message stands in the table.
QUOTED = 200


def print_backends(lanes: Sequence[Lane], path: str) -> None:
    """Prints the cells of backends; those that came out alike in one line."""
    groups: dict[tuple[str, str, str], list[tuple[Lane, CellView]]] = {}
    for lane in lanes:
        for cell in lane.lowered:
            groups.setdefault((cell.stage.backend or "", str(cell.outcome), cell.code or ""), []).append((lane, cell))
    rows = []
    for (backend, outcome, code), places in sorted(groups.items()):
        said = tidy(places[0][1].message or "", path).strip().partition("\n")[0]
        said = said if len(said) <= QUOTED else f"{said[:QUOTED]}…"
        what = "" if outcome == Outcome.PASS else f"{code}\n{said}"
        places_ = where(lane for lane, _ in places)
        rows.append([Text(backend), Text(outcome, STYLES[outcome]), Text(places_, "dim"), Text(what.strip())])
    print_table(rows)


def print_features(db: str, *, as_json: bool) -> None:
    """Prints the table backend × feature of every environment in which something was lowered.

    Raises StoreError when the database cannot be read.
    """
    from exportdb.store import open_store
    from exportdb.store.features import matrix
    from exportdb.store.lanes import case_details

    with open_store(db, readonly=True).read() as session:
        details = case_details(session)
    keys = sorted({lane.environment for detail in details for lane in detail.lanes if lane.lowered})
    tables = {key: rows for key in keys if (rows := matrix(details, key))}
    if as_json:
        print_json(
            [
                {
                    "environment": key,
                    "feature": row.feature,
                    "programs": row.programs,
                    "backends": {name: asdict(count) for name, count in row.counts.items()},
                }
                for key, rows in tables.items()
                for row in rows
            ]
        )
    elif not tables:
        click.echo("no program has been handed to a backend yet: exportdb run --backend all")
    for key, rows in {} if as_json else tables.items():
        click.echo(f"Programs that hold, of those that were lowered (environment {key}):")
        for names in _batched(sorted({name for row in rows for name in row.counts})):
            table = [[Text(row.feature), *(_counted(row.counts.get(name)) for name in names)] for row in rows]
            print_table(table, heads=("feature", *names))
            click.echo()


def _batched(names: Sequence[str]) -> list[Sequence[str]]:
    """In groups that fit beside each other on the terminal."""
    at_once = max(1, (width() - NAME_COLUMNS) // BACKEND_COLUMNS)
    return [names[start : start + at_once] for start in range(0, len(names), at_once)]


def _counted(count: Count | None) -> Text:
    if count is None or not count.measured:
        return Text("")
    style = STYLES["pass"] if count.holds == count.measured else "" if count.holds else STYLES["fail"]
    return Text(count.words, style)
