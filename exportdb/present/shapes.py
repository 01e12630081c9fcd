"""What drawn inputs showed: where a program does what eager does, and the inputs on which it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exportdb.present.places import where
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import Outcome, Stage


@dataclass(frozen=True, slots=True)
class Kind:
    """A way in which a program and eager part."""

    name: str
    #: One word or two, as in "holds".
    word: str
    #: What the program does, as a sentence without a full stop.
    meaning: str
    #: What follows for whoever uses such a program.
    advice: str
    outcome: Outcome


_KINDS = (
    Kind(
        "Unsound",
        "unsound",
        "the program declares these inputs, answers, and the answer is not that of eager",
        "results are silently wrong: do not use the program for such inputs",
        Outcome.UNSOUND,
    ),
    Kind(
        "Unguarded",
        "unguarded",
        "the program does not declare these inputs, answers all the same, and the answer is not that of eager",
        "check the sizes before you call the program: it does not",
        Outcome.UNSOUND,
    ),
    Kind(
        "RewriteDiffers",
        "differs from the original",
        "in eager mode the rewrite does not do what the original does",
        "take the rewrite only where you never have such inputs",
        Outcome.WRONG,
    ),
    Kind(
        "OverRestrictive",
        "over-restrictive",
        "the program declares these inputs and eager takes them, and the program refuses them",
        "nothing is wrong, but what is declared cannot be relied on: an error comes at run time",
        Outcome.FAIL,
    ),
)
#: The kinds by name, the gravest first.
KINDS = {kind.name: kind for kind in _KINDS}
#: What was tried, in words; a form that is not here is called by its own name.
FORMS = {
    "exported": "the exported program",
    "decomposed": "the decomposed program",
    "reloaded": "the saved and loaded program",
    "original": "the rewrite in eager mode",
}


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Inputs on which a program and eager part."""

    kind: str
    #: ``exported``, ``decomposed``, ``reloaded`` or ``original``.
    form: str
    #: ``ShapeDiffers``, ``Accepted``, or the class of the exception.
    code: str
    text: str
    #: Python text of the positional inputs, and of the keyword inputs.
    inputs: str
    kwargs: str
    #: ``x: [1, 4], n: 3``.
    sizes: str
    #: Whether no smaller one is known to do.
    shrunk: bool
    #: Shows it with nothing but torch.
    program: str

    @property
    def call(self) -> str:
        """The inputs as one text."""
        return self.inputs if self.kwargs in ("", "{}") else f"{self.inputs}, {self.kwargs}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A counterexample, and the lanes of one variant in which it was met; its program is that of the first."""

    lanes: tuple[Lane, ...]
    found: Counterexample

    @property
    def kind(self) -> Kind:
        return kind_of(self.found.kind)

    @property
    def where(self) -> str:
        """``strict and nonstrict; the decomposed program``."""
        form = "" if self.found.form == "exported" else f"; {FORMS.get(self.found.form, self.found.form)}"
        return where(self.lanes) + form


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried in lanes that came out alike."""

    lanes: tuple[Lane, ...]
    outcome: Outcome
    #: ``holds``, or the worst kind that was met: ``unsound``.
    word: str
    #: ``57 inputs (40 declared, 17 not): 38 answered, 15 refused, 4 raised as in eager``.
    counts: str
    #: What was not tried, and why.
    remarks: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.word} on {'' if self.outcome is Outcome.PASS else 'some of '}{self.counts}"


def kind_of(name: str) -> Kind:
    """The kind of that name; a plain one for a name that another engine may send."""
    return KINDS.get(name) or Kind(name, name, name, "", Outcome.WRONG)


def counterexamples(cell: CellView) -> list[Counterexample]:
    """Those of a cell of the stage `shapes`, the gravest first."""
    return [_counterexample(entry) for entry in cell.detail.get("counterexamples") or ()]


def findings(lanes: Iterable[Lane]) -> list[Finding]:
    """The counterexamples of the lanes; one that both modes have stands once."""
    # What a node or a symbol is called differs between the modes, so the text does not tell findings apart.
    groups: dict[tuple[str, ...], tuple[Counterexample, list[Lane]]] = {}
    for lane in lanes:
        cell = lane.cell(Stage.SHAPES)
        for found in counterexamples(cell) if cell else ():
            key = (lane.environment, lane.variant, found.kind, found.form, found.code, found.call)
            groups.setdefault(key, (found, []))[1].append(lane)
    return [Finding(tuple(alike), found) for found, alike in groups.values()]


def tried(lanes: Iterable[Lane]) -> list[Tried]:
    """A line for the lanes of which the stage `shapes` came to an end, alike ones together."""
    groups: dict[tuple[Outcome, str, str, tuple[str, ...]], list[Lane]] = {}
    for lane in lanes:
        cell = lane.cell(Stage.SHAPES)
        if cell is not None and "tried" in cell.detail:
            worst = next((kind_of(found.kind).word for found in counterexamples(cell)), "holds")
            key = (cell.outcome, worst, _counts(cell.detail), _remarks(cell.detail))
            groups.setdefault(key, []).append(lane)
    return [Tried(tuple(alike), *key) for key, alike in groups.items()]


def trying(cell: CellView) -> str | None:
    """The inputs that a stage was at when its process ended, where they are known: ``(torch.ones(0),)``."""
    at = cell.detail.get("trying") or {}
    known = at.get("inputs") or at.get("spec")
    return None if known is None else str(known)


def _counterexample(entry: Mapping[str, Any]) -> Counterexample:
    shapes = entry.get("shapes") or {}
    return Counterexample(
        kind=str(entry.get("kind", "")),
        form=str(entry.get("form", "exported")),
        code=str(entry.get("code", "")),
        text=str(entry.get("text", "")),
        inputs=str(entry.get("inputs", "")),
        kwargs=str(entry.get("kwargs", "")),
        sizes=", ".join(f"{name}: {size}" for name, size in shapes.items()),
        shrunk=bool(entry.get("shrunk")),
        program=str(entry.get("program", "")),
    )


def _counts(detail: Mapping[str, Any]) -> str:
    def some(**words: str) -> str:
        return ", ".join(f"{detail[name]} {said}" for name, said in words.items() if detail.get(name))

    tried = f"{detail['tried']} {'input' if detail['tried'] == 1 else 'inputs'}"
    declared = some(inside="declared", outside="not")
    answers = some(
        taken="answered", refused="refused", raised="raised as in eager", unchecked="answered though not declared"
    )
    return (f"{tried} ({declared})" if declared else tried) + (f": {answers}" if answers else "")


def _remarks(detail: Mapping[str, Any]) -> tuple[str, ...]:
    found = [f"not drawn: {held}" for held in detail.get("held") or ()]
    found += [f"not tried: {size}, as inputs of that size are too large" for size in detail.get("too_large") or ()]
    found += [f"not tried: {FORMS.get(form, form)}: {why}" for form, why in (detail.get("not_made") or {}).items()]
    if number := detail.get("undecided"):
        found.append(f"of {number} more, whether the program declares them cannot be told")
    if number := detail.get("nondeterministic"):
        found.append(f"{number} differed, but eager differs from itself on them")
    if stopped := detail.get("stopped"):
        found.append(f"ended {stopped}")
    return tuple(map(str, found))


def programs(found: Iterable[Finding]) -> list[str]:
    """The programs that show the findings, each to be run alone."""
    return [finding.found.program for finding in found if finding.found.program]
