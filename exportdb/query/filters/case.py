from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_matches, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import CASES, Scope, of_cases
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile


@register
class CaseFilter(Filter[Pattern]):
    name = "case"
    kind = Kind.PROGRAMS
    placeholder = "ID"
    meaning = "The case with this id: its path below `cases/`, without suffix."
    narrows = True
    examples = ("case:control_flow/branch_on_tensor_value", "case:control_flow/*")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        return of_cases(lambda cases: any_sql(cases.c.name, values, scope.dialect))

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}named {either(values)}"

    def needs_results(self, values: tuple[Pattern, ...]) -> bool:
        return False

    def matches(self, case: CaseFile, values: tuple[Pattern, ...]) -> bool:
        return any_matches(case.case, values)

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(CASES.c.name).order_by(CASES.c.name)).scalars())
