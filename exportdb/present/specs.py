"""Which dimensions can be dynamic: what torch.export made of other specs of dynamic shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exportdb.present.expressions import readable
from exportdb.store.details import Lane
from exportdb_engine.protocol import Stage

#: Result of a spec -> how it is said, and the outcome whose colour it has.
RESULTS = {
    "accepted": ("accepted", "pass"),
    "suggestion": ("refused, with a fix", "fail"),
    "refused": ("refused", "fail"),
    "specialized": ("made a number, silently", "wrong"),
    "internal": ("internal error", "internal"),
    "not tried": ("not tried", "skip"),
}
HEADS = ("Dimension", "Example", "Under Dim.AUTO", "Dim.DYNAMIC alone")


@dataclass(frozen=True, slots=True)
class DimRow:
    """What is known of one dimension."""

    #: ``x.shape[0]``.
    name: str
    example: str
    #: ``dynamic, 2 to 16``; ``= 2 * y.shape[0]``; ``always 4``.
    auto: str
    #: What a spec came to that asks for this dimension alone, a key of ``RESULTS``.
    result: str
    code: str
    #: ``x.shape[0] = 4``.
    suggestion: str

    @property
    def alone(self) -> str:
        """The result in words, with what is suggested, or the code where there is no more to say."""
        if self.result == "suggestion":
            return f"refused; suggests {self.suggestion.removeprefix(f'{self.name} = ')}"
        return f"{said(self.result)}: {self.code}" if self.code else said(self.result)

    @property
    def outcome(self) -> str:
        return RESULTS.get(self.result, ("", "fail"))[1]


@dataclass(frozen=True, slots=True)
class SpecRow:
    """What came of one spec."""

    #: Python text.
    spec: str
    result: str
    code: str
    #: The first line of what torch says.
    message: str
    #: The spec that the suggested fixes came to.
    fixed: str

    @property
    def outcome(self) -> str:
        return RESULTS.get(self.result, ("", "fail"))[1]


@dataclass(frozen=True, slots=True)
class Dims:
    """The dimensions of lanes that came out alike."""

    lanes: tuple[Lane, ...]
    rows: tuple[DimRow, ...]
    #: What a row does not tell: ``x.shape[0] % 2 == 0``.
    relations: tuple[str, ...]
    #: What was left out, or why there is nothing to vary.
    remarks: tuple[str, ...]
    #: Of the first lane.
    tried: tuple[SpecRow, ...]


def said(result: str) -> str:
    """The result of a spec in words."""
    return RESULTS.get(result, (result, ""))[0]


def dims(lanes: Iterable[Lane]) -> list[Dims]:
    """The table of dimensions of each lane that has one, alike lanes together."""
    groups: dict[tuple[Any, ...], tuple[list[Lane], Dims]] = {}
    for lane in lanes:
        cell = lane.cell(Stage.SPECS)
        if cell is None or "dims" not in cell.detail:
            continue
        rows = tuple(map(_dim, cell.detail["dims"]))
        told = {f"{row.name} ={row.auto}" for row in rows}
        relations = tuple(r for r in map(_readable, cell.detail.get("relations") or ()) if r not in told)
        tried, remarks = tuple(map(_spec, cell.detail.get("tried") or ())), tuple(_remarks(cell.detail))
        if rows or remarks:
            # The modes meet the same relations in another order.
            key = (rows, frozenset(relations), remarks)
            groups.setdefault(key, ([], Dims((), rows, relations, remarks, tried)))[0].append(lane)
    return [replace(found, lanes=tuple(alike)) for alike, found in groups.values()]


def _dim(entry: Mapping[str, Any]) -> DimRow:
    return DimRow(
        name=str(entry.get("name", "")),
        example=str(entry.get("example", "")),
        auto=_auto(entry),
        result=str(entry.get("dynamic", "not tried")),
        code=str(entry.get("code") or ""),
        suggestion=str(entry.get("suggestion") or ""),
    )


def _auto(entry: Mapping[str, Any]) -> str:
    if entry.get("auto") == "constant":
        return f"always {entry.get('expression')}"
    if entry.get("auto") != "symbol":
        return str(entry.get("auto") or "")
    expression, lower, upper = (str(entry.get(field)) for field in ("expression", "lower", "upper"))
    if expression not in (entry.get("name"), "None"):
        return f"= {_readable(expression)}"
    return f"dynamic, {lower} and up" if upper in ("int_oo", "oo", "None") else f"dynamic, {lower} to {upper}"


def _readable(expression: object) -> str:
    return readable(str(expression), {})


def _spec(entry: Mapping[str, Any]) -> SpecRow:
    return SpecRow(*(str(entry.get(field) or "") for field in ("spec", "result", "code", "message", "fixed")))


def _remarks(detail: Mapping[str, Any]) -> list[str]:
    found = []
    if static := detail.get("static"):
        found.append(f"torch.export refuses it with static sizes too: {static.get('code') or static.get('refused')}")
    if left := detail.get("left_out"):
        found.append(f"{left} further {'dimension is' if left == 1 else 'dimensions are'} not looked at")
    found += [f"this torch has no {name}" for name in detail.get("missing") or ()]
    if stopped := detail.get("stopped"):
        found.append(f"not all specs were tried: ended {stopped}")
    return found
