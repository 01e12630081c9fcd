"""What went wrong on the way, as the page of a case tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exportdb.present.messages import tidy, trimmed
from exportdb.present.places import where
from exportdb.present.shapes import counterexamples
from exportdb.store.details import CaseDetail, CellView, Lane
from exportdb_engine.protocol import ORIGINAL, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Failure:
    """Cells that fail in the same way."""

    cell: CellView
    #: More than one where backends say the same.
    stages: tuple[Stage, ...]
    #: ``strict; torch.cond, strict and nonstrict``.
    where: str
    short: str
    #: None when the short text is all of it.
    full: str | None


def failures(detail: CaseDetail, lanes: Sequence[Lane], *, backends: bool) -> list[Failure]:
    """The failures of the stages of torch.export, or those of the backends; counterexamples are told elsewhere."""
    groups: dict[object, list[tuple[Lane, CellView]]] = {}
    for lane in lanes:
        for cell in lane.lowered if backends else lane.pipeline:
            if cell.outcome is not Outcome.PASS and not counterexamples(cell):
                stage = None if backends else cell.stage
                key = (stage, cell.outcome, cell.code, trimmed(tidy(cell.message or "", detail.path)))
                groups.setdefault(key, []).append((lane, cell))
    return [_failure(detail, places) for places in groups.values()]


def _failure(detail: CaseDetail, places: Sequence[tuple[Lane, CellView]]) -> Failure:
    cell = places[0][1]
    text = tidy(cell.message or "", detail.path).strip()
    short = trimmed(text)
    stages = dict.fromkeys(cell.stage for _, cell in places)
    return Failure(cell, tuple(stages), where(lane for lane, _ in places), short, text if short != text else None)


def unexpected(detail: CaseDetail, lanes: Iterable[Lane]) -> list[tuple[Lane, str, str]]:
    """(lane, what the case expects, what came out) where these differ."""
    found = []
    for lane in lanes:
        expected = detail.expected(lane.mode) if lane.variant == ORIGINAL else "pass"
        stops = [cell.status for cell in lane.pipeline if cell.outcome not in (Outcome.PASS, Outcome.SKIP)]
        actual = ", ".join(stops) or "pass"
        if detail.expect is None or expected is None or lane.status in ("", str(Outcome.SKIP)):
            continue
        if set(expected.split(", ")) != set(actual.split(", ")):
            found.append((lane, expected, actual))
    return found
