"""The table of a case's status: a row for each variant and mode, and for environments in which it came out alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exportdb.present.marks import MARKS, UNMEASURED, UNREACHED, Mark
from exportdb.present.releases import spans
from exportdb.sitewriter.content import Content
from exportdb.store.details import CaseDetail, CellView, Lane
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """Environments in which a variant and mode came out alike."""

    variant: str
    mode: Mode
    #: ``2.9.1 to 2.11.0``.
    environments: str
    #: Whether the environment whose results the page tells is among them.
    main: bool
    #: Of the first of them; None where none of this row was measured.
    lane: Lane | None

    @property
    def codes(self) -> list[str]:
        """The codes of the stages that do not pass, each once, in their order."""
        cells = self.lane.pipeline if self.lane else ()
        found = [cell.code for cell in cells if cell.outcome not in (Outcome.PASS, Outcome.SKIP) and cell.code]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Status:
    """All rows, and what the heads and the legend need."""

    rows: list[Row]
    stages: tuple[Stage, ...]
    #: The backends that anything was lowered to, and the rows that a backend has a cell in.
    backends: tuple[Stage, ...]
    lowered: list[Row]
    #: The signs in the tables, each with its outcome's name, for the colour.
    legend: list[tuple[str, Mark]]
    #: The environments of all rows, where there are several; they are a column then.
    several: bool
    #: The environments in which the original stops elsewhere than in the main one: ``2.5.1 to 2.8.0``.
    otherwise: str

    @property
    def codes(self) -> bool:
        """Whether any row has a code to show."""
        return any(row.codes for row in self.rows)


def status(detail: CaseDetail, content: Content) -> Status | None:
    """The table; None when nothing was measured."""
    measured = [e for e in content.environments if any(lane.environment == e.key for lane in detail.lanes)]
    rows = [row for v in detail.variants for mode in MODES for row in _rows(detail, v, mode, measured, content)]
    rows = [row for row in rows if row.lane is not None or len(measured) > 1]
    if not any(row.lane for row in rows):
        return None
    lowered = [row for row in rows if row.lane is not None and row.lane.lowered]
    backends = {cell.stage for row in lowered if row.lane for cell in row.lane.lowered}
    return Status(
        rows,
        STAGES,
        tuple(sorted(backends, key=str)),
        lowered,
        _legend(rows, bool(lowered)),
        len(measured) > 1,
        _otherwise(detail, measured, content),
    )


def _rows(
    detail: CaseDetail, variant: str, mode: Mode, measured: Sequence[EnvironmentView], content: Content
) -> list[Row]:
    """The rows of one variant and mode, that of the main environment first."""
    groups: dict[object, list[str]] = {}
    lanes = {e.key: detail.lane(e.key, variant, mode) for e in measured}
    for key, lane in lanes.items():
        groups.setdefault(_alike(lane), []).append(key)
    found = [
        Row(variant, mode, spans(measured, keys), content.main_key in keys, lanes[keys[0]]) for keys in groups.values()
    ]
    return sorted(found, key=lambda row: not row.main)


def _otherwise(detail: CaseDetail, measured: Sequence[EnvironmentView], content: Content) -> str:
    def stops(key: str | None) -> list[str]:
        lanes = (detail.lane(key, ORIGINAL, mode) for mode in MODES)
        return [lane.status if lane else "" for lane in lanes]

    here = stops(content.main_key)
    return spans(measured, {e.key for e in measured if stops(e.key) != here}) if any(here) else ""


def _alike(lane: Lane | None) -> object:
    """Equal for lanes that a reader need not tell apart."""
    if lane is None:
        return None
    return lane.asked, tuple((cell.stage, cell.outcome, cell.code) for cell in lane.cells)


def _legend(rows: Sequence[Row], backends: bool) -> list[tuple[str, Mark]]:
    lanes = [row.lane for row in rows if row.lane]
    outcomes = {cell.outcome for lane in lanes for cell in lane.cells}
    found = [(str(outcome), mark) for outcome, mark in MARKS.items() if outcome in outcomes]
    empty = [(lane, stage) for lane in lanes for stage in STAGES if lane.cell(stage) is None]
    if any(stage in lane.asked for lane, stage in empty):
        found.append(("none", UNREACHED))
    if backends or len(lanes) < len(rows) or any(stage not in lane.asked for lane, stage in empty):
        found.append(("none", UNMEASURED))
    return found


def newest(lanes: Sequence[Lane]) -> CellView | None:
    """The cell that was measured last."""
    return max((cell for lane in lanes for cell in lane.cells), key=lambda cell: cell.measured_at, default=None)
