"""Holds what was measured against what a case states in ``expect``; shared by `run`, `query` and the pytest plugin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from exportdb_engine.protocol import ORIGINAL, Outcome, Stage

#: How much of a message a verdict's sentence quotes.
QUOTED = 160


class CellLike(Protocol):
    """What of a cell a verdict looks at; records of the protocol and rows of the store have it."""

    @property
    def stage(self) -> Stage: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def code(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one stage came out as the case states."""

    stage: Stage
    #: True when it is as expected.
    expected: bool
    #: What was expected and what came, as a sentence without a full stop.
    sentence: str
    #: The code that the case expects this stage to stop with, None when it is expected to pass.
    expected_code: str | None = None


def judge(expected: Iterable[tuple[Stage, str]], cells: Iterable[CellLike], variant: str = ORIGINAL) -> list[Verdict]:
    """A verdict for every cell, in the order of the stages.

    ``expected`` lists the (stage, code) pairs that do not pass (``CaseFile.expected``). A skipped cell is never
    unexpected; nor is what the stage specs finds on a rewrite, which is held to its own spec alone; nor what a backend
    does of which the case says nothing. A stage without a cell gets no verdict: what kept it from being reached is an
    unexpected cell of its own, or it was not asked for.
    """
    stops = dict(expected)
    ordered = sorted(cells, key=lambda cell: cell.stage.order)
    # What backends make of a program is data: a case states it only where it is about one.
    stops = {cell.stage: cell.code or "" for cell in ordered if cell.stage.backend and cell.code} | stops
    if variant != ORIGINAL:
        stops |= {cell.stage: cell.code or "" for cell in ordered if cell.stage is Stage.SPECS and cell.code}
    return [_verdict(stops.get(cell.stage), cell) for cell in ordered]


def _verdict(code: str | None, cell: CellLike) -> Verdict:
    stage, outcome = cell.stage, cell.outcome
    if outcome is Outcome.SKIP:
        return Verdict(stage, True, f"{stage}: skipped ({cell.code})", code)
    if outcome is Outcome.PASS:
        if code is None:
            return Verdict(stage, True, f"{stage}: passes", None)
        return Verdict(stage, False, f"{stage}: passes although `expect` says '{stage}: {code}'", code)
    got = f"'{stage}: {cell.code}' ({outcome})"
    if code is None:
        return Verdict(stage, False, f"{stage}: expected to pass, got {got}{_quote(cell)}", None)
    if code == cell.code:
        return Verdict(stage, True, f"{stage}: {outcome} with {code}, as expected", code)
    return Verdict(stage, False, f"{stage}: expected '{stage}: {code}', got {got}{_quote(cell)}", code)


def _quote(cell: CellLike) -> str:
    """The first line of the cell's message, where it carries one."""
    message = getattr(cell, "message", None) or ""
    first = message.strip().partition("\n")[0]
    if not first:
        return ""
    return f": {first}" if len(first) <= QUOTED else f": {first[:QUOTED]}..."
