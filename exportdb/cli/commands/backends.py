"""`exportdb backends`: which backends can be used here, and what came out of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from exportdb.cli.options import examples, json_option, results_option
from exportdb.cli.output import STYLES, print_json

EXAMPLES = """
exportdb backends
exportdb backends --codes                   what stops programs on each of them
exportdb backends --features                backend by what a program has in it
exportdb run --backend all                  measure those that are at hand
exportdb query 'nonstrict:pass lower.executorch:fail'
"""


@click.command(epilog=examples(EXAMPLES))
@click.option("--codes", is_flag=True, help="List the codes with which programs stop, the most frequent first.")
@click.option("--features", is_flag=True, help="List what programs have in them, and how many hold on each backend.")
@results_option
@json_option
def command(codes: bool, features: bool, db: str, as_json: bool) -> None:
    """List the backends: whether they can be used here, and how the programs came out that were lowered to them.

    What came out is of the current results of every environment in the database.

    JSON: a list of objects with name, title, devices, runs, missing, version, outcomes (outcome -> cells), codes
    (code -> cells). With --features: a list of objects with environment, feature, programs, backends (backend ->
    {measured, holds, codes}).

    Exits 0; 2 when the engine cannot be started, or the database cannot be read.
    """
    from exportdb.backends import describe

    if features:
        from exportdb.cli.backends_view import print_features

        print_features(db, as_json=as_json)
        return
    found = describe()
    outcomes, stops = _counts(db)
    if as_json:
        print_json(
            [
                {**asdict(view), "outcomes": outcomes.get(view.name, {}), "codes": stops.get(view.name, {})}
                for view in found
            ]
        )
        return
    from exportdb.cli.table import Text, print_table

    rows = []
    for view in found:
        counted = "  ".join(f"{outcome} {count}" for outcome, count in outcomes.get(view.name, Counter()).items())
        state = Text("at hand", STYLES["pass"]) if view.missing is None else Text("missing", STYLES["skip"])
        note = view.missing or f"{view.version}{'' if view.runs else '; lowering only'}"
        if counted:
            note += f"\n{counted}"
        if codes:
            note += "".join(f"\n{count:>6} {code}" for code, count in stops.get(view.name, Counter()).most_common())
        rows.append([Text(view.name), state, Text(f"{view.title}\n{note}")])
    print_table(rows)


def _counts(db: str) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Cells by backend and outcome, and by backend and code; nothing where there is no database."""
    from sqlalchemy import func, select

    from exportdb.store import open_store
    from exportdb.store.once import table_of
    from exportdb.store.schema import Cell, CurrentCell, Failure

    outcomes: dict[str, Counter[str]] = {}
    codes: dict[str, Counter[str]] = {}
    if "://" not in db and not Path(db).exists():
        return outcomes, codes
    current, cells, failures = map(table_of, (CurrentCell, Cell, Failure))
    statement = (
        select(cells.c.stage, cells.c.outcome, failures.c.code, func.count())
        .join_from(current, cells, cells.c.id == current.c.cell_id)
        .outerjoin(failures, failures.c.id == cells.c.failure_id)
        .where(cells.c.stage.like("lower:%"))
        .group_by(cells.c.stage, cells.c.outcome, failures.c.code)
        .order_by(cells.c.stage, func.count().desc())
    )
    with open_store(db, readonly=True).read() as session:
        for stage, outcome, code, count in session.execute(statement):
            name = stage.removeprefix("lower:")
            outcomes.setdefault(name, Counter())[outcome] += count
            if code and outcome != "skip":
                codes.setdefault(name, Counter())[code] += count
    return outcomes, codes
