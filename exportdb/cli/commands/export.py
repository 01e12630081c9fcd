"""`exportdb export`: results as JSON lines."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import click

from exportdb.cli.options import db_option, examples, json_option
from exportdb.cli.output import print_json
from exportdb.errors import StoreError

EXAMPLES = """
exportdb export > all.jsonl               every run
exportdb export --run 3 -o run3.jsonl.gz  one run, compressed
exportdb export --run last | head -n 1    the environment of the newest run
"""


@click.command(epilog=examples(EXAMPLES))
@click.option("--run", metavar="ID", help="Only this run: a number, last or prev.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; .gz is compressed."
)
@db_option
@json_option
def command(run: str | None, output: Path | None, db: str, as_json: bool) -> None:
    """Write runs as JSON lines, as a worker writes them; `exportdb import` takes them in.

    PROTOCOL.md explains the lines. With -o, a report is printed; its JSON is {"chains", "file"}.

    Exits 0 when the lines are written, 2 when there is no such run, or the file cannot be written.
    """
    from exportdb.query import find_run
    from exportdb.store import open_store
    from exportdb.store.lines import export_lines, open_lines

    if as_json and output is None:
        raise click.UsageError("--json is about the report; name a file with -o")
    with open_store(db, readonly=True).read() as session:
        number = None if run is None else find_run(session, run)
        if output is None:
            export_lines(session, sys.stdout, number)
            return
        # written beside its place first, so that a file that is there is never half of one
        part = output.with_name(f".part-{output.name}")
        try:
            with open_lines(part, "w") as out:
                chains = export_lines(session, out, number)
            part.replace(output)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise StoreError(
                f"{output} cannot be written: {error.strerror}", hint="name another file with -o"
            ) from error
    if as_json:
        print_json({"chains": chains, "file": str(output)})
    else:
        click.echo(f"{chains} chains written to {output}")
