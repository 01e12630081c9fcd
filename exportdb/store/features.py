"""What exported programs have in them, and which backends bear it: the table backend × feature.

A feature is read from the exported program itself, from its operators, inputs, outputs and symbols, never from tags.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exportdb.store.details import CaseDetail, Lane
from exportdb.store.summaries import Share
from exportdb_engine.protocol import Export, Mode, Outcome

_TENSOR = re.compile(r"^(\w+)\[")
#: What stands before the dot of operators that come with torch or Python. A higher-order operator has no dot.
_OF_TORCH = {"aten", "prims", "prim", "torch", "operator", "math", "builtins"}


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a program may have in it."""

    name: str
    has: Callable[[Export], bool]


@dataclass(slots=True)
class Count:
    """How many programs with a feature a backend was handed, how many hold there, and why the others do not."""

    measured: int = 0
    holds: int = 0
    #: Code -> programs.
    codes: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> Share:
        return Share(self.holds, self.measured)

    @property
    def words(self) -> str:
        """``12 of 40``; empty where nothing was measured."""
        return f"{self.holds} of {self.measured}" if self.measured else ""


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature with its count on each backend that was handed such a program."""

    feature: str
    #: Programs that have it.
    programs: int
    counts: dict[str, Count]


def matrix(details: Iterable[CaseDetail], environment: str | None) -> list[FeatureRow]:
    """A row for each feature that some program has which was handed to a backend, ``any`` first.

    A program is a case with a variant; it counts once, with what came out in non-strict mode, else in strict mode. What
    was skipped does not count. Higher-order operators are features by their own names.
    """
    rows: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    programs: Counter[str] = Counter()
    for lane in _programs(details, environment):
        assert lane.export is not None
        cells = [cell for cell in lane.lowered if cell.outcome is not Outcome.SKIP]
        if not cells:
            continue
        for feature in features(lane.export):
            programs[feature] += 1
            for cell in cells:
                count = rows[feature][cell.stage.backend or ""]
                count.measured += 1
                if cell.outcome is Outcome.PASS:
                    count.holds += 1
                else:
                    count.codes[cell.code or str(cell.outcome)] += 1
    order = {feature.name: place for place, feature in enumerate(FEATURES)}
    return [
        FeatureRow(name, programs[name], {backend: rows[name][backend] for backend in sorted(rows[name])})
        for name in sorted(rows, key=lambda name: (order.get(name, len(order)), name))
    ]


def features(export: Export) -> list[str]:
    """The features of an exported program, ``any`` among them."""
    higher_order = sorted(name for name in export.operators if "." not in name)
    return [*(feature.name for feature in FEATURES if feature.has(export)), *higher_order]


def _programs(details: Iterable[CaseDetail], environment: str | None) -> Iterable[Lane]:
    for detail in details:
        found: dict[str, Lane] = {}
        for lane in detail.lanes:
            if lane.environment == environment and lane.export is not None and lane.lowered:
                kept = found.get(lane.variant)
                if kept is None or lane.mode is Mode.NONSTRICT:
                    found[lane.variant] = lane
        yield from found.values()


def _in_place(export: Export) -> bool:
    return any(name.split(".")[1].endswith("_") for name in export.operators if name.count(".") > 0)


def _dtypes(export: Export) -> set[str]:
    values = [value for value in export.inputs if value.kind == "USER_INPUT"] + list(export.outputs)
    return {match.group(1) for value in values if (match := _TENSOR.match(value.type or ""))}


def _of_dtype(*names: str) -> Callable[[Export], bool]:
    return lambda export: not _dtypes(export).isdisjoint(names)


def _constant_input(export: Export) -> bool:
    return any(
        value.kind == "USER_INPUT" and value.type is not None and not _TENSOR.match(value.type)
        for value in export.inputs
    )


def _custom(export: Export) -> bool:
    return any("." in name and name.partition(".")[0] not in _OF_TORCH for name in export.operators)


#: In the order of the table's rows; higher-order operators follow.
FEATURES: tuple[Feature, ...] = (
    Feature("any", lambda export: True),
    Feature("dynamic size", lambda export: any(symbol.value is not None for symbol in export.symbols)),
    Feature("data-dependent size", lambda export: any(symbol.value is None for symbol in export.symbols)),
    Feature("has a buffer", lambda export: any(value.kind == "BUFFER" for value in export.inputs)),
    Feature("in-place operator", _in_place),
    Feature("input that is no tensor", _constant_input),
    Feature("several outputs", lambda e: sum(value.kind == "USER_OUTPUT" for value in e.outputs) > 1),
    Feature("float16 or bfloat16", _of_dtype("f16", "bf16")),
    Feature("float64", _of_dtype("f64")),
    Feature("integers", _of_dtype("i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64")),
    Feature("bool", _of_dtype("bool")),
    Feature("complex", _of_dtype("c32", "c64", "c128")),
    Feature("custom operator", _custom),
)
