"""How well a measured failure fits an error, and why."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from exportdb.explaining.codelines import CodeLine, alike_lines, code_line
from exportdb.explaining.frames import frames_of
from exportdb.explaining.index import Failure, Program, Seen, line_of
from exportdb.explaining.reading import Report
from exportdb.explaining.similarity import (
    Message,
    Weight,
    alike_contexts,
    alike_guards,
    alike_messages,
    context_of,
    guards_of,
    message_of,
    share,
)
from exportdb.explaining.wordings import ids_of, today

#: Functions that are on every stack.
_PLUMBING = frozenset(
    {
        "<lambda>",
        "<module>",
        "__call__",
        "__torch_dispatch__",
        "__torch_function__",
        "_call_impl",
        "_compile",
        "_export",
        "_export_for_training",
        "_export_root",
        "_export_to_aten_ir",
        "_fn",
        "_trace",
        "_wrapped_call_impl",
        "compile_fx",
        "dispatch",
        "export",
        "export_for_training",
        "forward",
        "inner",
        "main",
        "run",
        "step",
        "wrapped",
        "wrapper",
    }
)
#: A part of a case's own line that is as good as the line itself, where the message names none.
_GUESSED = 0.8
_IDENTIFIER = re.compile(r"\w+")
#: Lines of the stack that are compared, and what one further out counts.
MAX_LINES, _OUTER = 4, 0.85
#: The same of lines that no stack names.
MAX_PROGRAM = 8
#: A score without a line to compare, against one with.
_NO_LINE = 0.9
#: Names that a report has at least where its programs are compared as a whole.
MIN_NAMES = 3
#: What two messages with the same graph-break id have in common at least, however they are worded; and what comes on
#: top where only one message has that id.
_BY_ID, _ALONE = 0.3, 0.5
#: How many messages with one id are many, and what share of them has the words that tell nothing.
_MANY, _MOST = 4, 0.4


@dataclass(frozen=True, slots=True)
class Asked:
    """An error as it is compared."""

    message: Message
    codes: frozenset[str]
    #: The message as it stands in the report.
    said: str
    #: Lines of the user's program on the stack, the innermost first; where no stack names one, those that the report
    #: shows, in their order.
    lines: tuple[CodeLine, ...]
    #: Whether the stack names them.
    placed: bool
    functions: frozenset[str]
    apis: frozenset[str]
    #: What the programs in the report call.
    names: frozenset[str]
    #: Codes that the report only speaks of.
    named: frozenset[str] = frozenset()

    @property
    def line(self) -> CodeLine | None:
        """The innermost line on the stack."""
        return self.lines[0] if self.lines and self.placed else None


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with the best of its failures."""

    seen: Seen
    failure: Failure
    score: float
    #: The parts of the score by name, each from 0 to 1; those that could not be compared are missing. ``words`` is how
    #: much the messages agree where ``message`` also counts that they have the same id.
    parts: dict[str, float] = field(default_factory=dict)
    #: The line of the case, and whether the message names it.
    line: str = ""
    named: bool = False


def asked_of(report: Report) -> Asked:
    """What of a report is compared."""
    error = report.error
    assert error is not None
    first = [report.frame] if report.frame is not None else []
    own = [frame for frame in reversed(error.frames) if frame.owner != "torch"]
    codes_of = dict.fromkeys(frame.code for frame in (*first, *own) if frame.code and not frame.drives)
    placed = bool(codes_of)
    if not placed:
        # No stack names a line: it is one of the program that stands in the report, if one does.
        codes_of = dict.fromkeys(report.program)
    codes = (
        error.codes if any(code.startswith("GB") for code in error.codes) else (*ids_of(error.message), *error.codes)
    )
    return Asked(
        message_of(today(error.message)),
        frozenset(codes),
        error.message,
        tuple(code_line(code) for code in [*codes_of][: MAX_LINES if placed else MAX_PROGRAM]),
        placed,
        report.functions - _PLUMBING,
        report.apis,
        report.names,
    )


def by_message(asked: Asked, failures: Iterable[Failure], weight: Weight) -> dict[int, dict[str, float]]:
    """Failure -> what of the score its message decides."""
    messages = {failure: message_of(failure.message, failure.signature) for failure in failures}
    graph_breaks = {code for code in asked.codes if code.startswith("GB") or code in asked.named}
    alike = {code: [known for failure, known in messages.items() if failure.code == code] for code in graph_breaks}
    always = {code: _always([known.words for known in group]) for code, group in alike.items()}
    found = {}
    for failure, known in messages.items():
        parts = {"message": alike_messages(asked.message, known, weight)}
        if asked.message.subjects:
            same = asked.message.subjects & known.subjects
            parts["subject"] = len(same) / len(asked.message.subjects | known.subjects)
        if failure.code in graph_breaks:
            # The id says what the message says, and in every release; the more so, the fewer messages have it.
            parts["words"] = parts["message"]
            least = _BY_ID + _ALONE / math.sqrt(len(alike[failure.code]))
            parts["id"], parts["message"] = 1.0, least + (1 - least) * parts["message"]
            # Where many messages have it, the words count that they do not share: the name of what was called.
            own = known.words - always[failure.code], asked.message.words - always[failure.code]
            if len(alike[failure.code]) >= _MANY and all(own):
                parts["detail"] = share(own[0] | own[1], own[0] & own[1], lambda _: 1.0)
        elif graph_breaks and failure.code.startswith("GB"):
            parts["id"] = 0.0
        elif asked.codes:
            parts["kind"] = float(failure.code in asked.codes)
        found[failure.id] = parts
    return found


def _always(texts: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words that most of the texts have."""
    counts = Counter(word for words in texts for word in words)
    return frozenset(word for word, count in counts.items() if count > _MOST * len(texts))


def scored(
    asked: Asked,
    one: Seen,
    failure: Failure,
    parts: dict[str, float],
    program: Program,
    weight: Weight,
    rare: Weight | None = None,
    about: float | None = None,
) -> Scored:
    """A failure of a case with its score. ``weight`` is that of words in messages, ``rare`` of names in programs, and
    ``about`` how much of what the report is about the case is about, too."""
    parts = dict(parts)
    said = one.message or failure.message
    for name, value in (
        ("guard", alike_guards(asked.message.guarded, guards_of(said))),
        ("context", alike_contexts(asked.message.context, context_of(said), weight)),
    ):
        if value is not None:
            parts[name] = value
    code = line_of(one, program)
    named = bool(code)
    if asked.lines:
        known = [code] if named else _statements(program.model_source)
        likeness, line = _best_line(asked.lines, known, _OUTER if asked.placed else 1.0)
        part = "line" if asked.placed else "program"
        parts[part] = likeness if named and asked.placed else _GUESSED * likeness
        code = line if named or parts[part] > 0.5 else ""
    if asked.functions:
        stack = {f.function.rsplit(".", 1)[-1] for f in frames_of(said.splitlines())} - _PLUMBING
        if stack:
            parts["stack"] = len(asked.functions & stack) / min(len(asked.functions), max(len(stack), 1) * 2)
    if asked.apis:
        parts["apis"] = _named(asked.apis, program.source, said, weight)
    if len(asked.names) >= MIN_NAMES and rare is not None:
        parts["names"] = share(code_line(program.model_source).names, asked.names, rare)
    if about is not None:
        parts["about"] = about
    return Scored(one, failure, _sum(parts) * (1.0 if asked.placed else _NO_LINE), parts, code, named)


def _best_line(asked: Sequence[CodeLine], known: Iterable[str], outer: float) -> tuple[float, str]:
    """How alike the likeliest pair of lines is, and the known line of it."""
    pairs = [
        (alike_lines(one, code_line(text)) * (1.0 if number == 0 else outer), text)
        for text in known
        for number, one in enumerate(asked)
    ]
    return max(pairs, default=(0.0, ""))


#: What each part counts. The message decides whether it fits at all; the rest, which of those that say the same.
_WEIGHTS = {
    "message": 6.0,
    "id": 2.0,
    "kind": 0.5,
    "guard": 1.5,
    "context": 1.0,
    "detail": 2.5,
    "subject": 1.0,
    "line": 3.0,
    "stack": 0.5,
    "apis": 0.6,
    "names": 0.6,
    "about": 1.2,
    "program": 1.5,
}


def _sum(parts: dict[str, float]) -> float:
    counted = {name: value for name, value in parts.items() if name in _WEIGHTS}
    total = sum(_WEIGHTS[name] for name in counted)
    return sum(_WEIGHTS[name] * value for name, value in counted.items()) / total if total else 0.0


def _named(apis: Iterable[str], source: str, message: str, weight: Weight) -> float:
    """How many of the operators and APIs the case names too."""
    wanted = {name.split(".")[1 if name.startswith("aten.") else -1] for name in apis}
    words = set(_IDENTIFIER.findall(source))
    present = {name for name in wanted if name in words or name in message}
    return share(wanted, present, weight)


def _statements(source: str) -> Sequence[str]:
    """The lines of a program that may stop: no heads of classes and functions, and no docstrings."""
    return [
        line.strip()
        for line in source.splitlines()
        if line.strip() and not re.match(r"\s*(class |def |@|#|\"\"\"|super\(\)|return$|\)$)", line)
    ]
