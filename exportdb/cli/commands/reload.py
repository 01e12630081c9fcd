"""`exportdb reload`: programs that one torch release saves, loaded by another."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from exportdb.cli.commands.env import file_option
from exportdb.cli.options import QueryCommand, cases_option, examples, json_option, results_option
from exportdb.cli.output import print_json
from exportdb_engine.protocol import MODES, Mode

EXAMPLES = """
exportdb reload                                 what is known
exportdb reload --env 2.13 --env 2.15           both ways, 150 cases of all areas
exportdb reload --env here --limit 20           save and load in this environment
exportdb reload control_flow_ops custom_ops --env all --ephemeral
"""


@click.command(cls=QueryCommand, epilog=examples(EXAMPLES))
@click.argument("selection", nargs=-1)
@click.option(
    "--env",
    "envs",
    multiple=True,
    metavar="NAME",
    help="Save and load in this environment; may be repeated. all: every declared one; here: this one.",
)
@click.option("--mode", "modes", multiple=True, type=click.Choice([str(m) for m in MODES]), help="Default: nonstrict.")
@click.option("--limit", type=click.IntRange(1), default=150, show_default=True, help="Cases, as many of each area.")
@click.option("--ephemeral", is_flag=True, help="Make environments that are missing, and remove them afterwards.")
@file_option
@cases_option
@results_option
@json_option
def command(
    selection: tuple[str, ...],
    envs: tuple[str, ...],
    modes: tuple[str, ...],
    limit: int,
    ephemeral: bool,
    file: Path | None,
    cases: Path | None,
    db: str,
    as_json: bool,
) -> None:
    """Save programs with each torch release, and load and run them with every other.

    SELECTION is as for `exportdb run`; without one it is our own cases. Of them, those count that are stated to pass,
    the same number of each area. Each program is saved with its inputs and what it computed; loaded, it has to compute
    the same. Without --env, what the database has is shown.

    JSON: an object with pairs (saved_by, loaded_by, tried, passed, skipped, codes), unsaved, cases.

    Exits 0, also when programs do not load; 2 on bad usage or set-up.
    """
    from exportdb.cli.reload_view import document, print_matrix
    from exportdb.present.matrix import matrix
    from exportdb.store import Store, open_store
    from exportdb.store.reloads import reloads

    def measure(store: Store) -> None:
        from exportdb.corpus.collections import CORE
        from exportdb.envs.declared import HERE, choose, find_file, load_declared
        from exportdb.errors import CorpusError
        from exportdb.runner.reload import Asked, passing, reload
        from exportdb.runner.selection import select
        from exportdb.store.index import index_cases

        def say(text: str) -> None:
            click.echo(text, err=True)

        path = find_file(file)
        named = choose(load_declared(path), [name for name in envs if name != HERE], path)
        wanted = tuple(Mode(mode) for mode in modes) or (Mode.NONSTRICT,)
        chosen = select(selection, cases, everything=(CORE,), say=say)
        kept = passing(chosen.cases, wanted, limit)
        if not kept:
            raise CorpusError("none of these cases is stated to pass", hint="choose others; exportdb list shows them")
        areas = Counter(case.area for case in kept)
        say(f"{len(kept)} cases: {', '.join(f'{area} {count}' for area, count in sorted(areas.items()))}")
        with store.write() as session:
            index_cases(session, chosen.corpus, complete=() if chosen.errors else (CORE,))
        environments = [*([None] if HERE in envs else []), *named]
        reload(
            store, Asked(kept, wanted, environments, ephemeral), command=" ".join(["exportdb", *sys.argv[1:]]), say=say
        )

    if not envs and selection:
        raise click.UsageError("name the environments with --env; without any, what is known is shown")
    store = open_store(db, create=bool(envs), readonly=not envs)
    if envs:
        measure(store)
    with store.read() as session:
        found = matrix(reloads(session))
    if as_json:
        print_json(document(found))
    else:
        print_matrix(found)
