"""Named environments as targets of a run: those that are made, and those that are made for the run alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from exportdb.envs.create import create
from exportdb.envs.declared import Declared
from exportdb.envs.interpreter import Target, interpreter_of
from exportdb.envs.made import Made, made_of, remove
from exportdb.errors import EngineError, EnvironmentFailed
from exportdb.runner.selection import select
from exportdb.runner.session import Options, plan_of
from exportdb.store import Store


def remembered(declared: Declared) -> Target | None:
    """The environment as it was when it was made, also when it was removed since; None when it was never made, or
    otherwise than it is declared. With it a run can be planned, and not carried out."""
    found = made_of(declared.name)
    return _target(found) if found is not None and found.is_of(declared) else None


def idle(store: Store, options: Options, target: Target, say: Callable[[str], None] = lambda text: None) -> bool:
    """Whether a run in a remembered environment would measure nothing, so that the environment need not be there."""
    folder = Path(options.cases) if options.cases else None
    try:
        return not plan_of(store, select(options.words, folder, say=say, target=target), options, target).jobs
    except EngineError:  # the programs of a collection are still to be written, by the torch that is not there
        return False


@contextmanager
def prepared(
    declared: Declared,
    say: Callable[[str], None] = lambda text: None,
    *,
    make: bool = False,
    ephemeral: bool = False,
) -> Iterator[Target]:
    """The environment, there and as declared, for as long as it is needed.

    With ``make`` it is made where it is missing; with ``ephemeral`` too, and removed in the end, unless it was there
    before. ``say`` hears of that. Raises EnvironmentFailed when it is missing otherwise, or cannot be made.
    """
    found = made_of(declared.name)
    usable = found is not None and found.present and found.is_of(declared)
    if found is not None and usable:
        yield _target(found)
        return
    if found is not None and found.present:
        again = f"exportdb env create {declared.name} --again"
        raise EnvironmentFailed(f"{declared.name} was made otherwise than it is declared now", hint=again)
    if not make and not ephemeral:
        raise EnvironmentFailed(
            f"the environment {declared.name} is not made",
            hint=f"make it: exportdb env create {declared.name}   or for this once: --ephemeral",
        )
    found = create(declared, say, ephemeral=ephemeral)
    try:
        yield _target(found)
    finally:
        if ephemeral:
            remove(found, forget=False)
            say(f"{declared.name}: removed")


def _target(found: Made) -> Target:
    return Target(interpreter_of(found), found.header)
