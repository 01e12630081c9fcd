"""`exportdb env`: named environments, one torch release each."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from exportdb.cli.options import examples, json_option
from exportdb.cli.output import print_json

F = TypeVar("F", bound=Callable[..., Any])

EXAMPLES = """
exportdb env list                     what is declared, what is made, its size
exportdb env create 2.9 2.15          about 6 GB each
exportdb run basics --env 2.9         measure with it
exportdb env check                    does each still work?
exportdb env remove 2.9
"""
CREATE = """
exportdb env create 2.9 2.15
exportdb env create 2.9 --again       from scratch
exportdb env create nightly --file my_environments.toml
"""
REMOVE = """
exportdb env remove 2.9 2.15
exportdb env remove all
"""

#: Bytes from which on it is worth a word that uv's cache has the same files, by hard links.
SHARED = 10**9

file_option: Callable[[F], F] = click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file that declares environments, instead of environments.toml here or exportdb's own.",
)


@click.group(epilog=examples(EXAMPLES))
def command() -> None:
    """Named environments: one torch release each, declared in environments.toml.

    They are made with uv in the cache folder ($EXPORTDB_CACHE, else ~/.cache/exportdb), and hold torch, hypothesis and
    the declared packages. exportdb is not installed there: the engine is handed over as one file. `here` is the
    interpreter that exportdb itself runs in.

    The subcommands have --json. Exit codes: 0; 1 when a check fails; 2 on bad usage or set-up.
    """


@command.command("list", epilog=examples("exportdb env list\nexportdb env list --json"))
@file_option
@json_option
def list_(file: Path | None, as_json: bool) -> None:
    """List what is declared, and what of it is made.

    JSON: a list of objects with name, torch, python, packages, device, index, state, bytes, folder. A state is `made`,
    `not made`, `removed`, `outdated` (made by another declaration) or `undeclared`.

    Exits 0, and 2 when the file cannot be read.
    """
    from exportdb.cli.environments import print_list, rows
    from exportdb.envs import find_file, load_declared

    path = find_file(file)
    found = rows(load_declared(path))
    if as_json:
        print_json(found)
    else:
        print_list(found, path)


@command.command(epilog=examples(CREATE))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--again", is_flag=True, help="Make also what is there already.")
@click.option("--force", is_flag=True, help="Also where the disk seems too small.")
@file_option
@json_option
def create(names: tuple[str, ...], again: bool, force: bool, file: Path | None, as_json: bool) -> None:
    """Make environments with uv; `all` is every declared one. What is there already stays.

    JSON: a list of objects with name, torch, bytes, folder.

    Exits 0, and 2 when one cannot be made; those before it stay.
    """
    from exportdb.cli.environments import say_needed
    from exportdb.envs import find_file, load_declared, made_of
    from exportdb.envs.create import create as make
    from exportdb.envs.declared import choose

    def say(text: str) -> None:
        click.echo(text, err=True)

    path = find_file(file)
    chosen = choose(load_declared(path), names, path)
    there = {d.name: old for d in chosen if (old := made_of(d.name)) and old.present and old.is_of(d)}
    missing = [declared for declared in chosen if again or declared.name not in there]
    if missing:
        say_needed(len(missing))
    found = []
    for declared in chosen:
        if declared in missing:
            found.append(make(declared, say, force=force))
        else:
            say(f"{declared.name}: is there already (--again makes it anew)")
            found.append(there[declared.name])
    if as_json:
        print_json(
            [
                {"name": m.name, "torch": m.header.environment.torch, "bytes": m.size(), "folder": str(m.folder)}
                for m in found
            ]
        )


@command.command(epilog=examples("exportdb env check\nexportdb env check 2.9 --json"))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@file_option
@json_option
def check(names: tuple[str, ...], file: Path | None, as_json: bool) -> None:
    """Check that environments work: the interpreter starts, the engine runs, versions are those that are declared.

    Without a name: `here` and all that are made.

    JSON: a list of objects with name, ok, found, remedy.

    Exits 0, 1 when one does not work, 2 on bad usage.
    """
    from exportdb.cli.environments import checks, print_checks
    from exportdb.envs import find_file, load_declared

    path = find_file(file)
    found = checks(load_declared(path), names, path)
    if as_json:
        print_json(found)
    else:
        print_checks(found)
    sys.exit(0 if all(row["ok"] for row in found) else 1)


@command.command(epilog=examples(REMOVE))
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@json_option
def remove(names: tuple[str, ...], as_json: bool) -> None:
    """Remove environments that were made; `all` is every one. Results in the database stay.

    JSON: a list of objects with name, bytes.

    Exits 0, and 2 when there is no such environment.
    """
    from exportdb.cli.environments import chosen_made
    from exportdb.envs import remove as delete
    from exportdb.envs.create import gigabytes

    rows: list[dict[str, Any]] = []
    for found in chosen_made(names):
        present = found.present
        size = delete(found)
        rows.append({"name": found.name, "bytes": size})
        if not as_json:
            click.echo(
                f"{found.name}: {f'removed, {gigabytes(size)}' if present else 'forgotten; it was removed before'}"
            )
    if as_json:
        print_json(rows)
    elif any(row["bytes"] > SHARED for row in rows):
        click.echo("what uv's cache shares with them is still on the disk: uv cache clean")
