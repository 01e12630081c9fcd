"""Holds the forms of an exported program against eager on one draw."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from exportdb_engine.compare import differences
from exportdb_engine.observe import Observation
from exportdb_engine.shapes.declared import Declared
from exportdb_engine.shapes.draws import Draw, Inputs, make

#: CPU seconds that eager may take on one draw; a draw on which it takes longer says nothing of the program.
EAGER_SECONDS = 1.5

Call = Callable[[tuple[Any, ...], dict[str, Any]], Observation]

#: The ways in which a form and eager part, the worst first.
KINDS = ("Unsound", "Unguarded", "RewriteDiffers", "OverRestrictive")
#: What each of them means.
MEANING = {
    "Unsound": "inside what the program declares, it silently differs from eager",
    "Unguarded": "outside what the program declares, it answers, and differs from eager",
    "RewriteDiffers": "the rewrite does in eager mode not what the original does",
    "OverRestrictive": "the program refuses what it declares and eager takes",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A form that the program takes on its way: exported, decomposed, reloaded, lowered."""

    name: str
    call: Call
    #: Multiplies the tolerances.
    slack: float = 1.0


@dataclass(frozen=True, slots=True)
class Broken:
    """A property that does not hold on a draw."""

    kind: str
    form: str
    #: ``ShapeDiffers``, ``Accepted``, or the class of the exception.
    code: str
    text: str


@dataclass(slots=True)
class Subject:
    """What is tested."""

    declared: Declared
    eager: Call
    forms: tuple[Form, ...]
    #: The case's own model, when this is a rewrite of it that takes the same inputs.
    original: Call | None = None
    counts: Counter[str] = field(default_factory=Counter)


def check(subject: Subject, draw: Draw, forms: Iterable[str] | None = None) -> list[Broken]:
    """What does not hold on a draw, for all forms or the named ones; empty when all is well.

    A difference counts only when eager agrees with itself on the same inputs.
    """
    inputs = make(subject.declared, draw)
    inside = subject.declared.inside(inputs.leaves)
    if inside is None:
        subject.counts["undecided"] += 1
        return []
    subject.counts["tried"] += 1
    subject.counts["inside" if inside else "outside"] += 1
    expected = _in_time(subject.eager, inputs)
    if expected is None:
        subject.counts["slow"] += 1
        return []
    found: list[Broken] = []
    for number, form in enumerate(subject.forms):
        if forms is not None and form.name not in forms:
            continue
        actual = form.call(inputs.args, inputs.kwargs)
        if number == 0:
            subject.counts[_as(expected, actual, inside)] += 1
        broken = _compare(form, expected, actual, inside)
        if broken is not None:
            found.append(broken)
    if subject.original is not None and inside and (forms is None or "original" in forms):
        broken = _rewrite(subject.original(inputs.args, inputs.kwargs), expected)
        if broken is not None:
            found.append(broken)
    if found and not _agrees_with_itself(expected, subject.eager(inputs.args, inputs.kwargs)):
        subject.counts["nondeterministic"] += 1
        return []
    return found


class _Slow(BaseException):
    """Eager takes too long. No ``Exception``, which an observation would take for the program's own."""


def _in_time(call: Call, inputs: Inputs) -> Observation | None:
    """What the call did, or None when it takes longer than it may: a loop that these values never end, say."""

    def end(number: int, frame: FrameType | None) -> None:
        raise _Slow

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, EAGER_SECONDS)
    try:
        return call(inputs.args, inputs.kwargs)
    except _Slow:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _as(expected: Observation, actual: Observation, inside: bool) -> str:
    if actual.raised is None:
        return "taken" if inside else "unchecked"
    return "raised" if expected.raised is not None else "refused"


def _compare(form: Form, expected: Observation, actual: Observation, inside: bool) -> Broken | None:
    silent = "Unsound" if inside else "Unguarded"
    if actual.raised is not None:
        if expected.raised is not None or not inside:
            return None
        error = actual.raised
        return Broken("OverRestrictive", form.name, type(error).__name__, _first(error))
    if expected.raised is not None:
        text = f"eager raises {type(expected.raised).__name__} ({_first(expected.raised)}), and the program answers"
        return Broken(silent, form.name, "Accepted", text)
    found = differences(expected, actual, slack=form.slack)
    return Broken(silent, form.name, found[0].code, "; ".join(map(str, found[:3]))) if found else None


def _rewrite(original: Observation, rewrite: Observation) -> Broken | None:
    if original.raised is not None:
        return None  # a rewrite may take more than the original does
    if rewrite.raised is not None:
        text = f"it raises {type(rewrite.raised).__name__}: {_first(rewrite.raised)}"
        return Broken("RewriteDiffers", "original", "Raises", text)
    found = differences(original, rewrite)
    text = "; ".join(map(str, found[:3])).replace("eager gives", "the original gives")
    return Broken("RewriteDiffers", "original", found[0].code, text) if found else None


def _agrees_with_itself(one: Observation, other: Observation) -> bool:
    if one.raised is not None or other.raised is not None:
        return type(one.raised) is type(other.raised)
    return not differences(one, other)


def _first(error: Exception) -> str:
    return (str(error).strip().partition("\n")[0] or type(error).__name__)[:300]
