from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, exists, literal, not_, or_, select, tuple_

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.filters.run import RunFilter
from exportdb.query.filters.stage import LOWER
from exportdb.query.registry import register
from exportdb.query.scope import GROUP, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import MODES, OUTCOMES, STAGES, Outcome

_MODE_THEN_STAGE = re.compile(rf"({'|'.join(MODES)})\.(.+)")
_VERBS = {Outcome.PASS: "pass", Outcome.FAIL: "fail", Outcome.CRASH: "crash"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome in a mode, at a stage, or both."""

    mode: str | None
    stage: str | None
    outcome: Outcome

    def among(self, cells: FromClause) -> ColumnElement[bool]:
        """Whether a cell is of the mode and stage."""
        wanted = [cells.c[name] == value for name, value in (("mode", self.mode), ("stage", self.stage)) if value]
        if self.stage is None:
            wanted.append(cells.c.stage.not_like("lower:%"))
        return and_(*wanted)

    @property
    def place(self) -> str:
        stage = f" at {self.stage}" if self.stage else ""
        return stage + (f" in {self.mode} mode" if self.mode else "")


@register
class OutcomesFilter(Filter[Verdict]):
    name = "outcomes"
    written = "`MODE:OUTCOME`, `STAGE:OUTCOME`, `MODE.STAGE:OUTCOME`"
    kind = Kind.PROGRAMS
    placeholder = "OUTCOME"
    meaning = (
        "Programs with a cell of this outcome in the mode, at the stage, or both. `pass` asks for more: that every "
        "such cell passes, skipped ones aside, and that there is one. Backends count where one is named. What is "
        "listed are the cells that show it."
    )
    shows_cells = True
    examples = (
        "strict:fail nonstrict:pass",
        "export:pass decompose:fail,wrong",
        "strict.export:fail",
        "shapes:unsound",
        "lower.aoti:wrong",
    )

    def claims(self, key: str, texts: Sequence[str]) -> bool:
        if key == RunFilter.name and not RunFilter.is_stage(texts):
            return False
        return _split(key) != (None, None)

    def read(self, key: str, raw: Raw) -> Verdict:
        outcome = Outcome(one_of(raw.text, OUTCOMES, "outcome"))
        return Verdict(*_split(key), outcome)

    def sql(self, scope: Scope, values: tuple[Verdict, ...]) -> ColumnElement[bool]:
        return or_(*(self._holds(scope, value) for value in values))

    def _holds(self, scope: Scope, value: Verdict) -> ColumnElement[bool]:
        other = scope.others("other")
        outcome = scope.outcome(other, [value.outcome.value])
        if value.outcome is not Outcome.PASS and not scope.narrow:
            groups = select(*(other.c[name] for name in GROUP)).where(value.among(other), outcome)
            return tuple_(*(scope.row.c[name] for name in GROUP)).in_(groups)
        cells = select(literal(1)).select_from(other).where(scope.in_group(other), value.among(other))
        found = exists(cells.where(outcome).correlate(scope.row))
        if value.outcome is not Outcome.PASS:
            return found
        stopped = other.c.outcome.not_in((Outcome.PASS.value, Outcome.SKIP.value))
        return and_(found, not_(exists(cells.where(stopped).correlate(scope.row))))

    def witness(self, scope: Scope, values: tuple[Verdict, ...]) -> ColumnElement[bool]:
        return or_(*(and_(value.among(scope.row), scope.outcome(scope.row, [value.outcome.value])) for value in values))

    def shown_suffices(self, values: tuple[Verdict, ...]) -> bool:
        return all(value.outcome is not Outcome.PASS for value in values)

    def english(self, values: tuple[Verdict, ...], negated: bool) -> str:
        verbs = either([_VERBS.get(value.outcome, f"come out as {value.outcome}") for value in values])
        return f"that {'do not ' if negated else ''}{verbs}{values[0].place}"


def keys() -> list[str]:
    """What may stand before the colon, backends aside."""
    return [*MODES, *STAGES, *(f"{mode}.{stage}" for mode in MODES for stage in STAGES)]


def _split(key: str) -> tuple[str | None, str | None]:
    """The mode and the stage in a key; neither when it is none."""
    if key in MODES:
        return key, None
    both = _MODE_THEN_STAGE.fullmatch(key)
    mode, stage = (both[1], both[2]) if both else (None, key)
    lower = LOWER.fullmatch(stage)
    if lower:
        return mode, f"lower:{lower[1]}"
    return (mode, stage) if stage in STAGES else (None, None)
