"""`exportdb import`: takes in JSON lines."""

from __future__ import annotations

import io
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from exportdb.cli.options import db_option, examples, json_option
from exportdb.cli.output import print_json

if TYPE_CHECKING:
    from exportdb.store.lines import ImportReport

EXAMPLES = """
exportdb import results.jsonl                     what another machine measured
exportdb import torch-2.9.jsonl.gz 2.15.jsonl.gz  several files
python exportdb_engine.pyz ... | exportdb import -
"""

#: Problems that are spelled out; the others are counted.
SHOWN = 10


@click.command(epilog=examples(EXAMPLES))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@db_option
@json_option
def command(files: tuple[str, ...], db: str, as_json: bool) -> None:
    """Take in runs that were written as JSON lines; `-` is standard input, and .gz is unpacked.

    What the database has already is left alone, so a file may be imported again. Damaged lines and streams that were
    cut off are reported, and the rest is taken in. The database is made if there is none.

    JSON: a list of objects with file, runs, chains, cells, reloads, duplicates, incomplete,
    problems.

    Exits 0 when all was taken in, 1 when lines were damaged or missing, 2 when a file holds no such lines.
    """
    from exportdb.store import open_store
    from exportdb.store.lines import import_lines

    command_line = " ".join(["exportdb", "import", *files])
    store = open_store(db, create=True)
    reports: dict[str, ImportReport] = {}
    for file in files:
        reports[file] = import_lines(store, _standard_input() if file == "-" else Path(file), command_line)
        if not as_json:
            _print(file, reports[file])
    if as_json:
        print_json([{"file": file, **asdict(report)} for file, report in reports.items()])
    sys.exit(1 if any(report.problems or report.incomplete for report in reports.values()) else 0)


def _standard_input() -> TextIO:
    if isinstance(sys.stdin, io.TextIOWrapper):  # the lines are UTF-8 whatever the locale says
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


def _print(file: str, report: ImportReport) -> None:
    from exportdb.cli.table import counted

    runs = ", ".join(str(run) for run in report.runs)
    click.echo(f"{file}: {counted(report.chains, 'chain')}, {counted(report.cells, 'cell')} added to run {runs or '-'}")
    if report.duplicates:
        click.echo(f"  left alone, since it is there already: {counted(report.duplicates, 'chain')}")
    if report.incomplete:
        click.echo(f"  {counted(report.incomplete, 'run')} cut off: import the whole file later, and the rest is added")
    for problem in report.problems[:SHOWN]:
        click.echo(f"  {problem}", err=True)
    if len(report.problems) > SHOWN:
        click.echo(f"  and {counted(len(report.problems) - SHOWN, 'more problem')}; --json lists them all", err=True)
