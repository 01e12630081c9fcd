"""Carries a check out, in the environment that is asked for, and tells of it in each form that is asked for."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from exportdb.checking.check import Checked, Options, check
from exportdb.checking.fixing import Fix, search
from exportdb.checking.measure import calls_of
from exportdb.checking.targets import CheckTarget
from exportdb.cli.check_progress import Display
from exportdb.cli.output import print_json, write_file
from exportdb.envs.interpreter import Target
from exportdb.errors import CheckFailed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for besides the check."""

    env: str | None
    env_file: Path | None
    #: The environment runs on the device that it declares.
    own_device: bool
    call: int | None
    fix: bool
    write: bool
    save: Path | None
    sarif: Path | None
    github: bool
    as_json: bool


def carry_out(target: CheckTarget, options: Options, wanted: Wanted) -> int:
    """Check the program, or each call of a script, and give the exit code. Raises CheckFailed and EngineError."""
    made, device = _environment(wanted, options.device)
    options = replace(options, device=device)
    documents: list[dict[str, Any]] = []
    checks: list[Checked] = []
    worst = 0
    with made as named:
        interpreter = named.interpreter if named else None
        script = calls_of(target, interpreter) if target.kind == "script" else None
        for number in _calls(script, wanted.call):
            one = replace(target, call=number)
            with Display(quiet=wanted.as_json) as display:
                checked = check(one, options, interpreter, display.begun)
                checked.script = script
                fix = _fix(checked, options, wanted, named, display)
            worst = max(worst, 0 if checked.exports or (fix and fix.holds and wanted.write) else 1)
            checks.append(checked)
            documents.append(_tell(checked, fix, wanted, first=not documents))
    if wanted.sarif is not None:
        from exportdb.checking.formats.sarif import sarif

        write_file(wanted.sarif, sarif(*checks))
    if wanted.as_json:
        print_json(documents if len(documents) > 1 else documents[0])
    return worst


def _environment(wanted: Wanted, device: str) -> tuple[AbstractContextManager[Target | None], str]:
    from exportdb.envs.declared import HERE, choose, find_file, load_declared
    from exportdb.runner.targets import prepared

    if wanted.env is None or wanted.env == HERE:
        return nullcontext(), device
    path = find_file(wanted.env_file)
    found = choose(load_declared(path), [wanted.env], path)
    if len(found) != 1:
        raise CheckFailed(f"--env {wanted.env} is {len(found)} environments", hint="name one: exportdb env list")
    return prepared(found[0]), found[0].device if wanted.own_device else device


def _calls(script: dict[str, Any] | None, call: int | None) -> list[int]:
    count = len(script["calls"]) if script else 1
    if call is not None and call > count:
        raise CheckFailed(f"there is no call {call}", hint=f"the script makes {count}")
    return [call - 1] if call is not None else list(range(count))


def _fix(checked: Checked, options: Options, wanted: Wanted, named: Target | None, display: Display) -> Fix | None:
    if not wanted.fix or checked.exports:
        return None
    interpreter = named.interpreter if named else None
    fix = search(checked, options.stages, interpreter=interpreter, limits=options.limits, say=display.say)
    if wanted.write and fix.exports and checked.target.path:
        checked.target.path.write_text(fix.edited, encoding="utf-8")
    return fix


def _tell(checked: Checked, fix: Fix | None, wanted: Wanted, *, first: bool) -> dict[str, Any]:
    from exportdb.checking.document import document

    if not wanted.as_json:
        from exportdb.checking.formats.text import print_checked

        if not first:
            click.echo()
        written = fix is not None and fix.exports and wanted.write
        if fix is not None and written:
            click.echo(f"written: {fix.path}\n")
        print_checked(checked, fix, saved=wanted.save is not None, written=written)
    if wanted.github:
        from exportdb.checking.formats.github import commands

        for line in commands(checked):
            click.echo(line, err=wanted.as_json)
    told = document(checked, fix)
    if wanted.save is not None:
        from exportdb.checking.saving import save

        path = save(checked, wanted.save)
        told["saved"] = str(path)
        click.echo(f"saved: {path}; run it with: exportdb run --cases {wanted.save}", err=wanted.as_json)
    return told
