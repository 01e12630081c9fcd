"""What a fixer is, what it is given, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst as cst

    from exportdb.fixing.program import Program

    #: What a node becomes: another one, several, none, or what a function makes of it once its parts are edited.
    New = (
        cst.CSTNode
        | cst.RemovalSentinel
        | cst.FlattenSentinel[cst.CSTNode]
        | Callable[[cst.CSTNode], "cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]"]
    )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of the export."""

    #: From 1, in the text that is to be edited; None where no line is known.
    line: int | None
    #: The engine's: ``GB0170``, ``GuardOnDataDependentSymNode``.
    code: str | None
    #: As torch wrote it.
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """One edit, as a fixer gives it."""

    #: What is done, in a few words: ``print in forward taken away``.
    title: str
    #: Why the program computes the same, in a sentence.
    reason: str
    #: From 1.
    line: int
    #: Nodes of the program's tree, and what each becomes.
    edits: Mapping[cst.CSTNode, New]
    #: Modules that the new text needs: ``torch``, ``copy``.
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A place that a fixer knows, and leaves alone."""

    #: From 1.
    line: int
    reason: str
    fixer: str = ""


@dataclass(frozen=True, slots=True)
class Patch:
    """One edit of a program's text, not yet run."""

    fixer: str
    title: str
    reason: str
    #: From 1, in the text before the edit.
    line: int
    #: The whole edited text.
    source: str
    #: Unified.
    diff: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the fixers have to say of a program."""

    #: Those at an obstacle's line first.
    patches: tuple[Patch, ...]
    left: tuple[Left, ...]


Find = Callable[["Program"], "Iterator[Change | Left]"]


@dataclass(frozen=True, slots=True)
class Fixer:
    """A fixer: its name, and what it does in a sentence."""

    id: str
    does: str
    find: Find


#: Fixers by name, filled as the files in ``fixers/`` are imported.
REGISTERED: dict[str, Fixer] = {}


def fixer(id: str, *, does: str) -> Callable[[Find], Find]:
    """Register a function that reads a program and gives edits of it."""

    def register(find: Find) -> Find:
        REGISTERED[id] = Fixer(id, does, find)
        return find

    return register
