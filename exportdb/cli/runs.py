"""Carries a run out in each environment that it is asked for, and shows it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from exportdb.cli.output import console, print_json
from exportdb.cli.progress import Display
from exportdb.envs.declared import HERE, Declared, choose, find_file, load_declared
from exportdb.envs.interpreter import Target
from exportdb.errors import CorpusError, EngineError, EnvironmentFailed
from exportdb.runner.selection import Selection, select
from exportdb.runner.session import Options, Summary, run
from exportdb.runner.targets import idle, prepared, remembered
from exportdb.store import Store

#: The exit code of a run that was ended by Ctrl-C.
INTERRUPTED = 130


def carry_out(
    store: Store,
    options: Options,
    db: str,
    *,
    own_device: bool,
    resumed: int | None,
    junit: Path | None,
    as_json: bool,
    at_once: int = 1,
) -> int:
    """Run in one environment after the other, and give the exit code: the gravest, or 130 when it was interrupted.
    With ``at_once`` above 1 so many run side by side.

    With several, one that is missing, cannot be made or does not work is told, counts as 2, and the others are run all
    the same. ``own_device``: an environment runs on the device that it declares. Raises as ``run`` does.
    """
    wanted = _wanted(options)
    documents: list[dict[str, Any]] = []
    worst = 0
    if at_once > 1 and len(wanted) > 1:
        from exportdb.cli.side_by_side import carry_out_at_once

        names = [environment.name if environment else HERE for environment in wanted]
        worst, documents = carry_out_at_once(
            names, options, db, at_once=at_once, own_device=own_device, as_json=as_json
        )
        if as_json:
            print_json(documents)
        return worst
    for environment in wanted:
        name = environment.name if environment else HERE
        device = environment.device if environment and own_device else options.device
        here = replace(options, env=name, device=device)
        going_on = resumed if options.env == name else None
        if len(wanted) > 1 and not as_json:
            click.secho(f"\n{name}{f': torch {environment.torch}' if environment else ''}", bold=True)
        try:
            code, document = _one(store, here, environment, db, resumed=going_on, junit=junit, as_json=as_json)
        except (EnvironmentFailed, EngineError, CorpusError) as error:
            if len(wanted) == 1:
                raise
            click.secho(f"error: {error.message}\n{error.hint}", fg="red", err=True)
            code, document = error.exit_code, {"error": error.message}
        documents.append({"env": name, **document})
        worst = max(worst, code)
        if code == INTERRUPTED:
            break
    if as_json:
        print_json(documents if len(wanted) > 1 else documents[0])
    return worst


def _wanted(options: Options) -> list[Declared | None]:
    """The environments to run in, each once; None is the one that exportdb runs in."""
    named = [name for name in options.envs if name != HERE]
    path = find_file(Path(options.env_file) if options.env_file else None) if named else None
    found: list[Declared | None] = [*choose(load_declared(path), named, path)]
    return [None, *found] if HERE in options.envs or not found else found


def _one(
    store: Store,
    options: Options,
    environment: Declared | None,
    db: str,
    *,
    resumed: int | None,
    junit: Path | None,
    as_json: bool,
) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of the run in one environment."""
    known = remembered(environment) if environment is not None and options.ephemeral else None
    if known is not None and idle(store, options, known, _say):
        # Nothing is left to be measured: it need not be made again to say so.
        return _carried_out(store, options, known, db, resumed=resumed, junit=junit, as_json=as_json)
    made = prepared(environment, _say, ephemeral=options.ephemeral) if environment else nullcontext()
    with made as target:
        return _carried_out(store, options, target, db, resumed=resumed, junit=junit, as_json=as_json)


def _carried_out(
    store: Store,
    options: Options,
    target: Target | None,
    db: str,
    *,
    resumed: int | None,
    junit: Path | None,
    as_json: bool,
) -> tuple[int, dict[str, Any]]:
    chosen = _select(options, target)
    display = Display(console(stderr=as_json), chosen, quiet=as_json, slots=options.jobs)
    command = " ".join(["exportdb", *sys.argv[1:]])
    with display:
        summary = run(store, chosen, options, command=command, resume=resumed, watcher=display.watcher, target=target)
    if junit is not None:
        from exportdb.runner.junit import write_junit

        write_junit(junit, store, chosen, options, summary.environment)
    if not as_json:
        display.summary(summary, db)
    return _code(summary, chosen), display.document(summary)


def _select(options: Options, target: Target | None) -> Selection:
    return select(options.words, Path(options.cases) if options.cases else None, say=_say, target=target)


def _code(summary: Summary, chosen: Selection) -> int:
    if summary.interrupted:
        return INTERRUPTED
    return 2 if chosen.errors else 1 if summary.unexpected else 0


def _say(text: str) -> None:
    click.echo(text, err=True)
