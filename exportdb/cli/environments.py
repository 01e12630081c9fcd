"""Named environments for people: the list, the checks, and what making some takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from exportdb.cli.output import paint
from exportdb.cli.table import Text, print_table
from exportdb.envs import HERE, Declared, here, interpreter_of, made, made_of
from exportdb.envs.create import RESERVE, gigabytes, needed_and_free
from exportdb.envs.declared import FILE, choose
from exportdb.envs.made import Made, envs_folder
from exportdb.errors import EngineError, EnvironmentFailed
from exportdb_engine.protocol import EngineMissing, this_environment

STYLES = {"made": "green", "here": "green", "outdated": "yellow", "undeclared": "yellow"}


def rows(declared: Mapping[str, Declared]) -> list[dict[str, Any]]:
    """``here``, then the declared environments in the order of their file, then what else was made."""
    there = {found.name: found for found in made()}
    extra = [found for name, found in there.items() if name not in declared and found.present]
    return [
        _here(),
        *(_row(d.stored(), _state(d, there.get(name)), there.get(name)) for name, d in declared.items()),
        *(_row(found.declared, "undeclared", found) for found in extra),
    ]


def print_list(found: Sequence[dict[str, Any]], path: Path | None) -> None:
    """Prints the environments as a table."""
    table = [
        [
            Text(row["name"], "bold"),
            Text(row["torch"] or "-"),
            Text(row["python"] or "as here"),
            Text(", ".join(row["packages"])),
            Text(row["device"]),
            Text(row["state"], STYLES.get(row["state"], "dim")),
            Text(gigabytes(row["bytes"]) if row["bytes"] else ""),
        ]
        for row in found
    ]
    print_table(table, heads=("name", "torch", "python", "packages", "device", "state", "size"))
    click.echo(paint(f"  declared in {path or f'no file: write {FILE}'}; made in {envs_folder()}", "dim"))


def say_needed(count: int) -> None:
    """Says on stderr what making so many environments takes, and warns where the disk is too small for all."""
    needed, free = needed_and_free(count)
    what = f"{count} environment{'' if count == 1 else 's'}"
    click.echo(f"{what}: about {gigabytes(needed)} in {envs_folder()}, where {gigabytes(free)} are free", err=True)
    if free < needed + RESERVE:
        click.secho("that is too little for all of them: exportdb run --env all --ephemeral", fg="yellow", err=True)


def checks(declared: Mapping[str, Declared], names: Sequence[str], path: Path | None) -> list[dict[str, Any]]:
    """What is found of the named environments, or of ``here`` and all that are made. Raises EnvironmentFailed."""
    if names:
        wanted = [d.name for d in choose(dict(declared), [name for name in names if name != HERE], path)]
    else:
        wanted = [found.name for found in made() if found.present]
    with_here = [_check_here()] if not names or HERE in names else []
    return [*with_here, *(_check(name, declared.get(name)) for name in wanted)]


def print_checks(found: Sequence[dict[str, Any]]) -> None:
    """Prints the checks, with what to do."""
    for row in found:
        mark = paint("ok  ", "green") if row["ok"] else paint("fail", "bold red")
        click.echo(f"{mark}  {row['name']}: {row['found']}")
        if row["remedy"]:
            click.echo(f"      {row['remedy']}")


def chosen_made(names: Sequence[str]) -> list[Made]:
    """The environments of these names that were made. Raises EnvironmentFailed when there is none of a name."""
    if "all" in names:
        return made()
    found = []
    for name in names:
        one = made_of(name)
        if one is None:
            known = ", ".join(m.name for m in made())
            raise EnvironmentFailed(f"no environment {name!r} was made", hint=f"there are {known or 'none'}")
        found.append(one)
    return found


def _here() -> dict[str, Any]:
    try:
        environment = this_environment()
        torch, python = environment.torch, environment.python
    except EngineMissing:
        torch, python = "", ""
    about: dict[str, Any] = {"torch": torch, "python": python, "packages": [], "device": "cpu", "index": None}
    return {"name": HERE, **about, "state": "here", "bytes": None, "folder": None}


def _row(declaration: Mapping[str, Any], state: str, found: Made | None) -> dict[str, Any]:
    size = found.size() if found is not None and found.present else None
    return {**declaration, "state": state, "bytes": size, "folder": str(found.folder) if found else None}


def _state(declared: Declared, found: Made | None) -> str:
    if found is None:
        return "not made"
    if not found.present:
        return "removed"
    return "made" if found.is_of(declared) else "outdated"


def _check_here() -> dict[str, Any]:
    try:
        header, _ = here().describe()
    except EngineError as error:
        return {"name": HERE, "ok": False, "found": error.message, "remedy": "pip install 'exportdb[engine]'"}
    return {"name": HERE, "ok": True, "found": _versions(header.environment), "remedy": ""}


def _check(name: str, declared: Declared | None) -> dict[str, Any]:
    again = f"exportdb env create {name} --again"
    found = made_of(name)
    if found is None or not found.present:
        return {"name": name, "ok": False, "found": "not made", "remedy": f"exportdb env create {name}"}
    try:
        header, _ = interpreter_of(found).describe()
    except EngineError as error:
        return {"name": name, "ok": False, "found": error.message, "remedy": again}
    said = _versions(header.environment)
    if header.environment != found.header.environment:
        was = _versions(found.header.environment)
        return {"name": name, "ok": False, "found": f"{said}; it was made with {was}", "remedy": again}
    if declared is not None and not found.is_of(declared):
        return {"name": name, "ok": False, "found": f"{said}; it is declared otherwise now", "remedy": again}
    return {"name": name, "ok": True, "found": said, "remedy": ""}


def _versions(environment: Any) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in sorted(environment.packages.items()))
    return f"torch {environment.torch}, python {environment.python}{', ' if packages else ''}{packages}"
