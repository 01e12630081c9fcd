"""What came of programs that another release saved, for people: a matrix, then the codes of each pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from exportdb.cli.output import STYLES
from exportdb.cli.table import Text, counted, print_table
from exportdb.present.matrix import Matrix
from exportdb.releases import short

#: Codes of a pair that are spelled out, and cases of each that are named.
CODES, CASES = 6, 2


def print_matrix(matrix: Matrix) -> None:
    """Prints how many programs of each release every release loads and runs, and why others do not."""
    if not matrix.pairs:
        click.echo("no programs were saved and loaded yet; do it with: exportdb reload --env 2.13 --env 2.15")
        return
    click.echo("programs that are loaded and do what they did, of those that were saved\n")
    rows = []
    for saved in matrix.saved:
        row = [Text(f"saved by {short(saved)}", "bold")]
        for loaded in matrix.loaded:
            pair = matrix.pairs.get((saved, loaded))
            holds = pair is not None and pair.passed == pair.tried
            row.append(Text("-" if pair is None else f"{pair.passed}/{pair.tried}", "" if holds else "yellow"))
        rows.append(row)
    print_table(rows, heads=("", *(f"by {short(loaded)}" for loaded in matrix.loaded)))
    for (saved, loaded), pair in matrix.pairs.items():
        if pair.codes:
            click.echo(f"\nsaved by {short(saved)}, loaded by {short(loaded)}")
            print_table([_code(*entry) for entry in list(pair.codes.items())[:CODES]])
            if len(pair.codes) > CODES:
                click.echo(f"  and {counted(len(pair.codes) - CODES, 'more code')}; --json lists them all")
    for release, cases in matrix.unsaved.items():
        click.echo(f"\n{short(release)} does not export or save {counted(len(cases), 'program')}: {_some(cases)}")


def document(matrix: Matrix) -> dict[str, Any]:
    """The matrix as JSON."""
    return {
        "pairs": [
            {
                "saved_by": saved,
                "loaded_by": loaded,
                "tried": pair.tried,
                "passed": pair.passed,
                "skipped": pair.skipped,
                "codes": [
                    {"step": step, "outcome": outcome, "code": code, "cases": list(cases)}
                    for (step, outcome, code), cases in pair.codes.items()
                ],
            }
            for (saved, loaded), pair in matrix.pairs.items()
        ],
        "unsaved": {release: list(cases) for release, cases in matrix.unsaved.items()},
        "cases": list(matrix.cases),
    }


def _code(way: tuple[str, str, str], cases: Sequence[str]) -> list[Text]:
    step, outcome, code = way
    return [
        Text(str(len(cases))),
        Text(outcome, STYLES.get(outcome, "")),
        Text(f"{step}: {code}" if step else code),
        Text(_some(cases), "dim"),
    ]


def _some(cases: Sequence[str]) -> str:
    more = f" and {len(cases) - CASES} more" if len(cases) > CASES else ""
    return ", ".join(cases[:CASES]) + more
