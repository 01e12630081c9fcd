from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_matches, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import CASES, Scope, of_cases
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile


@register
class AreaFilter(Filter[Pattern]):
    name = "area"
    kind = Kind.PROGRAMS
    placeholder = "FOLDER"
    meaning = "Cases in this folder or in one below it."
    narrows = True
    examples = ("area:control_flow", "area:control_flow,dynamic_shapes")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        patterns = tuple(pattern for value in values for pattern in (value, _below(value)))
        return of_cases(lambda cases: any_sql(cases.c.area, patterns, scope.dialect))

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}in the area {either(values)}"

    def needs_results(self, values: tuple[Pattern, ...]) -> bool:
        return False

    def matches(self, case: CaseFile, values: tuple[Pattern, ...]) -> bool:
        return any(any_matches(case.area, (value, _below(value))) for value in values)

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(CASES.c.area).distinct().order_by(CASES.c.area)).scalars())


def _below(value: Pattern) -> Pattern:
    return Pattern((*value.parts[:-1], value.parts[-1] + "/", ""))
