"""`exportdb history`: where a case came out otherwise than before, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exportdb.cli.options import cases_option, examples, json_option, results_option
from exportdb.cli.output import paint, print_json
from exportdb.cli.table import Layout, Text
from exportdb_engine.protocol import MODES

if TYPE_CHECKING:
    from exportdb.diffing.history import Transition

EXAMPLES = """
exportdb history control_flow/branch_on_tensor_value
exportdb history branch_on_tensor_value --mode strict --stage export
exportdb history torch-exportdb/cond_predicate --json   as one object
"""
TITLES = {"releases": "From one torch release to the next", "time": "From one measurement to the next"}


@click.command(epilog=examples(EXAMPLES))
@click.argument("case")
@click.option("--variant", metavar="LABEL", help="Only 'original', or only the rewrite of this label.")
@click.option("--mode", type=click.Choice([str(mode) for mode in MODES]), help="Default: both.")
@click.option("--stage", metavar="STAGE", help="Only this stage.")
@cases_option
@results_option
@json_option
def command(
    case: str, variant: str | None, mode: str | None, stage: str | None, cases: Path | None, db: str, as_json: bool
) -> None:
    """Show where CASE came out otherwise than before, and why: transitions alone, of outcomes and codes.

    First along the torch releases, from what is known last of each to the next; then in time, from one measurement to
    the next in the same environment. A stage counts where both reached it.

    The causes are those of `exportdb diff`: case edited, torch changed, environment changed, engine changed, limits
    changed, and flake, where none of these did. A flake is told from a fact by measuring again: exportdb run CASE
    --fresh.

    JSON: an object with case and transitions. A transition has variant, mode, stage, along (`releases` or `time`),
    causes, before and after, each with outcome, code, signature, torch, environment, run, measured_at.

    Exits 0, and 2 when there is no such case or database.
    """
    from exportdb.diffing.history import history
    from exportdb.present.find import find_case
    from exportdb.query.filters.stage import stage_named
    from exportdb.store import open_store

    if stage is not None:
        try:
            stage = stage_named(stage)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--stage") from None
    store = open_store(db, readonly=True)
    name = find_case(case, db, cases).detail.case
    with store.read() as session:
        found = history(session, name)
    wanted = [t for t in found if variant in (None, t.variant) and mode in (None, t.mode) and stage in (None, t.stage)]
    if as_json:
        print_json({"case": name, "transitions": [asdict(transition) for transition in wanted]})
    else:
        _print(name, wanted)


def _print(name: str, found: Sequence[Transition]) -> None:
    from exportdb.present.clean import cleaned
    from exportdb.releases import release_of, short

    click.echo(paint(name, "bold"))
    if not found:
        click.echo("  no transitions: it came out alike wherever it was measured, or was measured once")
    found = cleaned(found)
    for along, group in groupby(found, key=lambda transition: transition.along):
        click.echo(f"\n{paint(TITLES[along], 'bold')}")
        rows = []
        for t in group:
            where = f"torch {release_of(t.after.torch)}"
            if along == "releases":
                where = f"{short(t.before.torch)} -> {short(t.after.torch)}"
            what = f"{t.before.words} -> {t.after.words}"
            why = f"{', '.join(t.causes)} (runs {t.before.run} and {t.after.run}, {t.after.measured_at[:10]})"
            rows.append([Text(f"{t.variant}, {t.mode}"), Text(t.stage), Text(where, "bold"), Text(f"{what}\n{why}")])
        Layout.of(rows).print(rows)
    if any("flake" in t.causes for t in found):
        click.echo(f"\ntell a flake from a fact by measuring again: exportdb run {name} --fresh")
