"""The kinds of findings, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass

#: What `--focus` may name: which families of operations, and which mode, are tried more often.
FOCUSES = ("all", "strict", "nonstrict", "data-dependent", "views", "control-flow", "in-place", "dtypes")


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be wrong with a program."""

    name: str
    #: Ends a title that begins with the operations.
    short: str
    #: What the form does on the failing inputs; its subject is the form.
    sentence: str
    style: str = "bold red"
    #: Found by drawing shapes, in the stage `shapes`; any other kind stops in the stage that the finding names.
    drawn: bool = False


_KINDS = (
    Kind("Unsound", "not what eager answers", "declares these inputs, and silently differs from eager", drawn=True),
    Kind("Unguarded", "no guard", "does not declare these inputs, answers, and differs from eager", drawn=True),
    Kind("Crash", "the process dies", "takes its process down", "red"),
    Kind(
        "Internal", "a fault inside the compiler", "cannot be made: the compiler fails by a fault of its own", "magenta"
    ),
    Kind("Timeout", "does not end", "does not come to an end in the time that it has", "red"),
    Kind("OverRestrictive", "refuses what it declares", "declares these inputs, and refuses them", "yellow", True),
    Kind("ModesDiffer", "one mode refuses it", "comes out in one mode only", "yellow"),
)
KINDS = {kind.name: kind for kind in _KINDS}


def kind_of(what: str) -> Kind:
    """The kind of that name; a plain one for a name that a newer engine may send."""
    return KINDS.get(what) or Kind(what, f"stops with {what}", f"stops with {what}")


def rank(what: str) -> int:
    """Smaller is graver; unknown kinds come last."""
    return list(KINDS).index(what) if what in KINDS else len(KINDS)
