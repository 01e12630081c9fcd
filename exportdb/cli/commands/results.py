"""`exportdb results`: the results that come with exportdb."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import click

from exportdb.cli.options import db_option, examples, json_option
from exportdb.cli.output import print_json
from exportdb.errors import StoreError

F = TypeVar("F", bound=Callable[..., Any])

EXAMPLES = """
exportdb results check             which releases, how old, what has changed since
exportdb results import            all of them into exportdb.db
exportdb results write 2.13        what exportdb.db has of torch 2.13, as results/torch-2.13.0.jsonl.gz
"""
CHECK = """
exportdb results check
exportdb results check --allow 0 --json    every case has to be as it was measured
"""
WRITE = """
exportdb results write 2.13
exportdb results write 2.5 2.15 --db all.db    several releases
exportdb results write 2.13 --collection core
"""

folder_option: Callable[[F], F] = click.option(
    "--results",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the snapshots instead of exportdb's own ($EXPORTDB_RESULTS).",
)


@click.group(epilog=examples(EXAMPLES))
def command() -> None:
    """The results that come with exportdb: a snapshot for each torch release.

    Where there is no database, commands that read (show, query, search, site, ...) answer from them. They are
    compressed JSON lines, as `exportdb export` writes them, of what was current then.

    The subcommands have --json. Exit codes: 0; 1 when a check fails; 2 on bad usage or set-up.
    """


@command.command(epilog=examples(CHECK))
@click.option(
    "--allow",
    type=click.FloatRange(0, 100),
    default=10,
    show_default=True,
    metavar="PERCENT",
    help="Part of the cases that may have changed or be missing.",
)
@folder_option
@json_option
def check(allow: float, folder: Path | None, as_json: bool) -> None:
    """Check the snapshots against the case files: how old they are, what has changed since, what they lack.

    A case whose text has changed counts as not measured, here and in every table. Cases that come with torch are not
    compared.

    JSON: a list of objects with file, torch, device, measured, age_days, engines, this_engine, bytes, chains, cells,
    cases, current, changed, missing, gone, stale, remedy.

    Exits 0, also without snapshots; 1 when one is stale or cannot be read.
    """
    from exportdb.cli.snapshots_view import print_checks
    from exportdb.snapshots.check import check_all

    found = check_all(folder, allowed=allow / 100)
    if as_json:
        print_json([asdict(row) for row in found])
    else:
        print_checks(found, folder)
    sys.exit(1 if any(row.stale for row in found) else 0)


@command.command("import", epilog=examples("exportdb results import\nexportdb results import --db other.db"))
@db_option
@json_option
def import_(db: str, as_json: bool) -> None:
    """Take the snapshots into the database, which is made if there is none.

    What it has already is left alone. Each is a run of its own; what is measured here comes beside it, or in its place
    where the environment is the same.

    JSON: an object with snapshots, chains.

    Exits 0, and 2 when a snapshot is damaged or the database cannot be written.
    """
    from exportdb.snapshots import reference_database, snapshots
    from exportdb.snapshots.reference import copy_reference, take_in

    found = snapshots()
    new = "://" not in db and not Path(db).exists()
    try:
        reference = reference_database(lambda text: click.echo(text, err=True)) if new and found else None
        if reference is not None:
            copy_reference(reference, Path(db))
            chains = reference.chains()
        else:
            chains = take_in(db, found) if found else 0
    except OSError as error:
        raise StoreError(
            f"the results cannot be unpacked: {error}", hint="name a folder that can be written"
        ) from error
    if as_json:
        print_json({"snapshots": len(found), "chains": chains})
    elif not found:
        click.echo("no results come with this exportdb")
    else:
        names = ", ".join(snapshot.release for snapshot in found)
        click.echo(f"{db}: {chains} chains added, measured before on torch {names}")


@command.command(epilog=examples(WRITE))
@click.argument("torch", nargs=-1, required=True, metavar="TORCH...")
@click.option(
    "--collection",
    "collections",
    multiple=True,
    default=("core", "torch-exportdb"),
    show_default=True,
    help="Take the cases of this collection; may be repeated.",
)
@folder_option
@db_option
@json_option
def write(torch: tuple[str, ...], collections: tuple[str, ...], folder: Path | None, db: str, as_json: bool) -> None:
    """Write the current results of torch releases as snapshots, in place of older ones.

    TORCH is a version, or the key of an environment. Left out are what cases printed, CPU times, memory, the name of
    the machine and its paths. Equal results give equal files.

    JSON: a list of objects with path, torch, device, chains, cells, bytes.

    Exits 0, and 2 when nothing was measured on a release, or a file cannot be written.
    """
    from exportdb.snapshots import results_folder
    from exportdb.snapshots.write import write_snapshot
    from exportdb.store import open_store

    into = folder or results_folder()
    written = []
    with open_store(db, readonly=True).read() as session:
        for name in torch:
            try:
                written.append(write_snapshot(session, name, collections, into))
            except OSError as error:
                raise StoreError(f"{into} cannot be written: {error}", hint="name a folder with --results") from error
            if not as_json:
                last = written[-1]
                size = f"{last.bytes / 1024:.0f} KiB"
                click.echo(f"{last.path}: {last.chains} chains, {last.cells} cells, {size}")
    if as_json:
        print_json([{**asdict(row), "path": str(row.path)} for row in written])
