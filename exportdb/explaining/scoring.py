"""How well a measured failure fits an error, and why."""

from __future__ import annotations

import re
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
    message_of,
    share,
)

#: Functions that are on every stack.
_PLUMBING = frozenset(
    "<module> forward export _export export_for_training wrapper wrapped inner _call_impl _wrapped_call_impl __call__ main "
    "_fn _compile compile_fx run step __torch_dispatch__ __torch_function__ dispatch _export_for_training "
    "_export_to_aten_ir _trace _export_root <lambda> torch".split()
)
#: A part of a case's own line that is as good as the line itself, where the message names none.
_GUESSED = 0.8


@dataclass(frozen=True, slots=True)
class Asked:
    """An error as it is compared."""

    message: Message
    codes: frozenset[str]
    line: CodeLine | None
    functions: frozenset[str]
    apis: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with the best of its failures."""

    seen: Seen
    failure: Failure
    score: float
    #: The parts of the score by name, each from 0 to 1; those that could not be compared are missing.
    parts: dict[str, float] = field(default_factory=dict)
    #: The line of the case, and whether the message names it.
    line: str = ""
    named: bool = False


def asked_of(report: Report) -> Asked:
    """What of a report is compared."""
    error = report.error
    assert error is not None
    line = code_line(report.frame.code) if report.frame and report.frame.code and not report.frame.drives else None
    return Asked(
        message_of(error.message),
        frozenset(error.codes),
        line,
        report.functions - _PLUMBING,
        report.apis,
    )


def by_message(asked: Asked, failures: Iterable[Failure], weight: Weight) -> dict[int, dict[str, float]]:
    """Failure -> what of the score its message decides."""
    found = {}
    for failure in failures:
        known = message_of(failure.message, failure.signature)
        parts = {"message": alike_messages(asked.message, known, weight)}
        for name, value in (
            ("guard", alike_guards(asked.message, known)),
            ("context", alike_contexts(asked.message, known, weight)),
        ):
            if value is not None:
                parts[name] = value
        graph_breaks = {code for code in asked.codes if code.startswith("GB")}
        if failure.code in graph_breaks:
            parts["id"] = 1.0
        elif graph_breaks and failure.code.startswith("GB"):
            parts["id"] = 0.0
        elif asked.codes:
            parts["kind"] = float(failure.code in asked.codes)
        found[failure.id] = parts
    return found


def scored(
    asked: Asked, one: Seen, failure: Failure, parts: dict[str, float], program: Program, weight: Weight
) -> Scored:
    """A failure of a case with its score."""
    parts = dict(parts)
    code = line_of(one, program)
    named = bool(code)
    if asked.line is not None:
        if named:
            parts["line"] = alike_lines(asked.line, code_line(code))
        else:
            lines = [code_line(text) for text in _statements(program.model_source)]
            best = max(lines, key=lambda line: alike_lines(asked.line, line), default=None) if lines else None
            parts["line"] = _GUESSED * alike_lines(asked.line, best) if best else 0.0
            code = best.text if best is not None and parts["line"] > 0.5 else ""
    if asked.functions:
        stack = {f.function.rsplit(".", 1)[-1] for f in frames_of(one.message.splitlines())} - _PLUMBING
        if stack:
            parts["stack"] = len(asked.functions & stack) / min(len(asked.functions), max(len(stack), 1) * 2)
    if asked.apis:
        parts["apis"] = _named(asked.apis, program.source, failure.message, weight)
    return Scored(one, failure, _sum(parts), parts, code, named)


#: What each part counts. The message decides whether it fits at all; the rest, which of those that say the same.
_WEIGHTS = {"message": 6.0, "id": 2.0, "kind": 0.5, "guard": 1.5, "context": 1.0, "line": 3.0, "stack": 0.5, "apis": 0.6}


def _sum(parts: dict[str, float]) -> float:
    total = sum(_WEIGHTS[name] for name in parts)
    return sum(_WEIGHTS[name] * value for name, value in parts.items()) / total if total else 0.0


def _named(apis: Iterable[str], source: str, message: str, weight: Weight) -> float:
    """How many of the operators and APIs the case names too."""
    wanted = {name.split(".")[1 if name.startswith("aten.") else -1] for name in apis}
    present = {name for name in wanted if re.search(rf"\b{re.escape(name)}\b", source) or name in message}
    return share(wanted, present, weight)


def _statements(source: str) -> Sequence[str]:
    """The lines of a program that may stop: no heads of classes and functions, and no docstrings."""
    return [
        line.strip()
        for line in source.splitlines()
        if line.strip() and not re.match(r"\s*(class |def |@|#|\"\"\"|super\(\)|return$|\)$)", line)
    ]
