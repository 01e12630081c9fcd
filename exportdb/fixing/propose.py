"""Asks every fixer."""

from __future__ import annotations

import difflib
import functools
import importlib
import pkgutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exportdb.errors import CheckFailed
from exportdb.fixing.base import REGISTERED, Change, Fixer, Left, Obstacle, Patch, Proposals

if TYPE_CHECKING:
    from exportdb.fixing.program import Program


@functools.cache
def all_fixers() -> dict[str, Fixer]:
    """Every fixer by name, found by walking ``fixers/``. Raises CheckFailed where libcst is missing."""
    from exportdb.fixing import fixers as package

    try:
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "libcst":
            raise
        raise CheckFailed(
            "fixers edit the text with libcst, which is not installed", hint="pip install 'exportdb[check]'"
        ) from None
    return dict(sorted(REGISTERED.items()))


def propose(source: str, path: str, obstacles: Sequence[Obstacle]) -> list[Patch]:
    """The edits that may take an obstacle away, those at its line first. See :func:`propose_all`."""
    return list(propose_all(source, path, obstacles).patches)


def propose_all(source: str, path: str, obstacles: Sequence[Obstacle], *, only: Sequence[str] = ()) -> Proposals:
    """All edits, and the places left alone with the reason. None is run here.

    Args:
        source: the whole text of a file.
        path: as the diffs show it.
        obstacles: with lines of ``source``.
        only: names of fixers; all where it is empty.

    Raises:
        CheckFailed: libcst is missing, or the text is not Python.
    """
    known = all_fixers()
    from libcst import ParserSyntaxError

    from exportdb.fixing.program import Program

    try:
        program = Program(source, obstacles)
    except ParserSyntaxError as error:
        raise CheckFailed(f"{path}:{error.raw_line}: not Python: {error.message}") from None
    patches: list[Patch] = []
    left: list[Left] = []
    for name, fixer in known.items():
        if only and name not in only:
            continue
        for found in fixer.find(program):
            if isinstance(found, Left):
                left.append(Left(found.line, found.reason, name))
            elif (patch := _patch(program, path, name, found)).source != source:
                patches.append(patch)
    lines = {obstacle.line for obstacle in obstacles}
    patches.sort(key=lambda patch: (patch.line not in lines, patch.line))
    unique = {patch.source: patch for patch in reversed(patches)}
    return Proposals(tuple(patch for patch in patches if unique[patch.source] is patch), tuple(left))


def _patch(program: Program, path: str, name: str, change: Change) -> Patch:
    source = program.edited(change.edits, change.imports)
    diff = difflib.unified_diff(
        program.source.splitlines(keepends=True), source.splitlines(keepends=True), f"a/{path}", f"b/{path}"
    )
    text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)
    return Patch(name, change.title, change.reason, change.line, source, text)
