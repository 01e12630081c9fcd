"""Which `dynamic_shapes` to write: from what was tried, and then tried itself."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from exportdb.present.specs import DimRow, dims
from exportdb.present.verdict import Sentence, sentences
from exportdb.store.details import Lane
from exportdb_engine.protocol import Mode, Outcome, Stage

#: Relations that the sentence tells.
MOST = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A spec of dynamic shapes, and what is known of it."""

    #: Python text; empty where no dimension can be dynamic.
    spec: str
    rows: tuple[DimRow, ...]
    #: What the sizes have to keep to: ``x.shape[0] % 2 == 0``.
    relations: tuple[str, ...]
    remarks: tuple[str, ...]
    #: Mode -> the lane of the program that has the spec; empty before it was tried.
    lanes: Mapping[Mode, Lane] = field(default_factory=dict)

    def tried(self, lanes: Mapping[Mode, Lane]) -> Proposal:
        return replace(self, lanes=lanes)

    @property
    def holds(self) -> bool:
        """Whether a program with the spec passes every stage in every mode, drawn sizes included."""
        return bool(self.lanes) and all(lane.passes for lane in self.lanes.values())

    @property
    def sentences(self) -> list[Sentence]:
        return sentences(dict(self.lanes), "")

    @property
    def inputs(self) -> int:
        """How many drawn inputs the program with the spec was held against."""
        cells = [lane.cell(Stage.SHAPES) for lane in self.lanes.values()]
        return sum(int(cell.detail.get("tried", 0)) for cell in cells if cell)

    @property
    def code(self) -> str:
        """Lines to paste."""
        return f"from torch.export import Dim\n\ndynamic_shapes = {self.spec}" if self.spec else "dynamic_shapes = None"

    def pasted(self, columns: int) -> str:
        """The code with a line for each input, where it is wider than ``columns``."""
        if all(len(line) <= columns for line in self.code.splitlines()):
            return self.code
        spec = ast.parse(self.spec, mode="eval").body
        if not isinstance(spec, ast.Dict):
            return self.code
        pairs = zip(spec.keys, spec.values, strict=True)
        entries = "".join(f"    {ast.unparse(key)}: {ast.unparse(value)},\n" for key, value in pairs if key)
        return f"from torch.export import Dim\n\ndynamic_shapes = {{\n{entries}}}"

    @property
    def relation(self) -> str:
        """A sentence on what the sizes have to keep to; empty where they are free."""
        own = [
            f"{row.name} {'is ' if row.auto.startswith('always') else ''}{row.auto}"
            for row in self.rows
            if not _free(row)
        ]
        own += [r for r in self.relations if r not in own]
        if len(own) > MOST:
            own = [*own[: MOST - 1], f"{len(own) - MOST + 1} more relations hold (--json has them)"]
        return f"The program asks that {_and(own)}." if own else ""


def proposal(lanes: Iterable[Lane], *, given: bool) -> Proposal | None:
    """What the stage specs came to, of the mode in which most can be dynamic; None where it was not measured, or where
    the user's own spec (``given``) was taken."""
    lanes = list(lanes)
    if given and all(_passed(lane, Stage.EXPORT) for lane in lanes):
        return None
    best: Proposal | None = None
    for group in dims(lanes):
        cell = group.lanes[0].cell(Stage.SPECS)
        spec = str(cell.detail.get("proposed") or "") if cell else ""
        one = Proposal(spec if "Dim." in spec else "", group.rows, group.relations, group.remarks)
        # What can be dynamic in one mode alone is of no use to whoever uses both.
        if best is None or one.spec.count("Dim.") < best.spec.count("Dim."):
            best = one
    return best


def _passed(lane: Lane, stage: Stage) -> bool:
    cell = lane.cell(stage)
    return cell is not None and cell.outcome is Outcome.PASS


def _free(row: DimRow) -> bool:
    return row.auto.startswith("dynamic") or row.auto in ("refused", "internal", "")


def _and(parts: list[Any]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
