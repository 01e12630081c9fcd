"""`exportdb codes`: the codes that were measured, and Dynamo's registry of graph breaks against them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exportdb.cli.options import cases_option, examples, json_option, results_option
from exportdb.cli.output import print_json

if TYPE_CHECKING:
    from exportdb.corpus.graph_breaks import GraphBreaks
    from exportdb.store.codes import MeasuredCode

EXAMPLES = """
exportdb codes                          every code, the most frequent first
exportdb codes --graph-breaks           how much of Dynamo's registry is met
exportdb codes --missing                what no case meets yet
exportdb query code:GB0170              the cells with one of them
"""
#: State of an id -> what it says.
STATES = {"measured": "met by a case", "none": "no case yet", "unreachable": "out of reach"}


@click.command(epilog=examples(EXAMPLES))
@click.option("--graph-breaks", "registry", is_flag=True, help="Every id of the installed torch's registry.")
@click.option("--missing", is_flag=True, help="Of the registry, what no case meets.")
@click.option("--env", metavar="TORCH|KEY", help="The environment whose results count.")
@cases_option
@results_option
@json_option
def command(registry: bool, missing: bool, env: str | None, cases: Path | None, db: str, as_json: bool) -> None:
    """List the codes of what does not pass, with how many cases and cells have them.

    Counted are the current cells of one environment: the named one, or that of the torch release which the
    expectations speak of. With --graph-breaks, the ids of Dynamo's registry are listed instead; an id is met when an
    original stops with it, in either mode. The registry is read from the installed torch, which is not imported.

    JSON: a list of {"code", "cells", "cases", "outcomes", "stages", "modes"}. With --graph-breaks {"torch",
    "environment", "counts", "codes"}, in which a code is {"code", "title", "state", "cases", "reason"} and a state is
    measured, none or unreachable.

    Exits 0 when there are such codes, 1 when there are none, 2 when the database or the registry cannot be read.
    """
    from exportdb.corpus import default_cases_folder, load_registry
    from exportdb.store import open_store
    from exportdb.store.codes import measured_codes
    from exportdb.store.reads import environments, main_environment

    folder = cases or default_cases_folder()
    registry = registry or missing
    with open_store(db, readonly=True).read() as session:
        known = environments(session)
        main = main_environment(known, named=env, prefer=load_registry(folder).expects_torch)
        found = measured_codes(session, main.key, originals=registry) if main else []
    label = main.label if main else "nothing"
    if registry:
        sys.exit(_registry(found, folder, label, missing, as_json))
    if as_json:
        print_json([_document(measured) for measured in found])
    else:
        _print_codes(found, label)
    sys.exit(0 if found else 1)


def _document(measured: MeasuredCode) -> dict[str, Any]:
    from dataclasses import asdict

    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(measured).items()}


def _print_codes(found: list[MeasuredCode], label: str) -> None:
    from exportdb.cli.output import STYLES
    from exportdb.cli.table import Text, counted, print_table
    from exportdb.present.clean import cleaned

    click.echo(f"what does not pass, measured with {label}")
    rows = [
        [
            Text(measured.code, "bold"),
            Text(str(len(measured.cases))),
            Text(str(measured.cells)),
            Text(", ".join(measured.outcomes), STYLES.get(measured.outcomes[0], "")),
            Text(", ".join(measured.stages)),
        ]
        for measured in cleaned(found)
    ]
    if rows:
        print_table(rows, heads=("code", "cases", "cells", "outcome", "stages"))
    click.echo(f"\n{counted(len(found), 'code')}")


def _registry(found: list[MeasuredCode], folder: Path, label: str, missing: bool, as_json: bool) -> int:
    """Prints the registry, and gives the exit code. Raises CorpusError when there is none."""
    from exportdb.corpus.graph_breaks import graph_breaks
    from exportdb.errors import CorpusError

    registry = graph_breaks(folder)
    if registry.missing:
        raise CorpusError(
            f"there is no registry of graph breaks: {registry.missing}", hint="pip install 'exportdb[engine]'"
        )
    codes = _states(registry, found)
    counts = {state: sum(code["state"] == state for code in codes) for state in STATES}
    shown = [code for code in codes if code["state"] == "none"] if missing else codes
    if as_json:
        print_json({"torch": registry.torch, "environment": label, "counts": counts, "codes": shown})
    else:
        _print_registry(shown, counts, f"torch {registry.torch} knows {len(codes)} graph breaks, measured with {label}")
    return 0 if shown else 1


def _states(registry: GraphBreaks, found: list[MeasuredCode]) -> list[dict[str, Any]]:
    met = {measured.code: measured.cases for measured in found}
    return [
        {
            "code": code,
            "title": entry.title,
            "state": "measured" if code in met else "unreachable" if entry.unreachable else "none",
            "cases": list(met.get(code, ())),
            "reason": None if code in met else entry.unreachable,
        }
        for code, entry in registry.entries.items()
    ]


def _print_registry(codes: list[dict[str, Any]], counts: dict[str, int], head: str) -> None:
    from exportdb.cli.cells import print_wrapped
    from exportdb.cli.table import Text, print_table
    from exportdb.present.clean import cleaned

    styles = {"measured": "green", "none": "yellow", "unreachable": "dim"}
    print_wrapped(head)
    rows = []
    for code in cleaned(codes):
        cases = code["cases"]
        more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        where = f"{cases[0]}{more}" if cases else code["reason"] or STATES[code["state"]]
        rows.append([Text(code["code"], "bold"), Text(code["title"]), Text(where, styles[code["state"]])])
    if rows:
        print_table(rows)
    print_wrapped("\n" + ", ".join(f"{number} {STATES[state]}" for state, number in counts.items()))
