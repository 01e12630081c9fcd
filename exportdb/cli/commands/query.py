"""`exportdb query`: the cells that a query lists."""

from __future__ import annotations

import gc
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exportdb.cli.options import QueryCommand, examples, expression, json_option, results_option
from exportdb.cli.output import print_json

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from exportdb.query import Query

EXAMPLES = """
exportdb query strict:fail nonstrict:pass      where the modes differ
exportdb query tag:torch.cond -outcome:pass    what does not pass, of a tag
exportdb query is:unexpected                   what differs from `expect`
exportdb query code:GB0170 --json              as a list of objects
exportdb query -outcome:pass --group-by code   how often each code
exportdb query '"item()" torch:2.9..2.12'      words, and a range of releases
"""

#: What --group-by takes; the same as exportdb.query.COUNTED_BY, written out to keep --help quick.
FIELDS = (
    *("case", "area", "collection", "variant", "environment", "torch"),
    *("device", "mode", "stage", "outcome", "code", "run"),
)


@click.command(cls=QueryCommand, epilog=examples(EXAMPLES))
@click.argument("expr", nargs=-1)
@click.option("--run", type=int, metavar="ID", help="The cells of this run instead of the current ones.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many cells.")
@click.option("--count", is_flag=True, help="Only how many cells there are.")
@click.option(
    "--group-by", "by", type=click.Choice(FIELDS), metavar="FIELD", help="Only how many cells for each value."
)
@click.option("--sql", "as_sql", is_flag=True, help="Only the SQL that finds the cells.")
@results_option
@json_option
def command(
    expr: tuple[str, ...],
    run: int | None,
    limit: int | None,
    count: bool,
    by: str | None,
    as_sql: bool,
    db: str,
    as_json: bool,
) -> None:
    """List the cells that EXPR selects; without EXPR, all current cells.

    A cell is one measurement: case, variant, environment, mode and stage. EXPR is a row of filters that all have to
    hold; the page "Queries" of the documentation lists them. With --group-by, FIELD is one of case, area, collection,
    variant, environment, torch, device, mode, stage, outcome, code, run.

    JSON: a list of objects with case, variant, collection, environment, torch, device, mode, stage, outcome, code,
    signature, message, seconds, run. With --count {"cells": N}; with --group-by a list of {FIELD: value, "cells": N}.

    Exits 0 when there are such cells, 1 when there are none, 2 when the query or the database is wrong.
    """
    # a short process that keeps all it makes: collecting garbage during the imports takes a tenth of its time
    gc.disable()
    click.get_current_context().call_on_close(gc.enable)
    from exportdb.query import count_cells, parse, select_cells
    from exportdb.store import open_store

    if count and by:
        raise click.UsageError("--count and --group-by exclude each other")
    query = parse(expression(expr))
    with open_store(db, readonly=True).read() as session:
        if as_sql:
            from exportdb.query.select import cells_sql

            click.echo(cells_sql(session, query, run, limit))
            return
        if count or by:
            counts = count_cells(session, query, run, by=by)
            found = any(counts.values())
        else:
            rows = select_cells(session, query, run, limit)
            found = bool(rows)
        notes = [] if found or as_json else _notes(session, query)
    if as_json and by:
        print_json([{by: value, "cells": cells} for value, cells in counts.items()])
    elif as_json:
        print_json(counts if count else [asdict(row) for row in rows])
    else:
        from exportdb.cli import cells as human
        from exportdb.present.clean import clean, cleaned

        human.print_wrapped(clean(query.sentence(run)))
        for note in notes:
            click.echo(clean(note), err=True)
        if count:
            click.echo(counts["cells"])
        elif by:
            human.print_counts(by, cleaned(counts))
        else:
            human.print_cells(cleaned(rows), limited=limit is not None and len(rows) == limit)
    sys.exit(0 if found else 1)


def _notes(session: Session, query: Query) -> list[str]:
    from exportdb.query import hints

    return hints(session, query)
