from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import FAILURES, Scope
from exportdb.query.syntax import Raw


@register
class CodeFilter(Filter[Pattern]):
    name = "code"
    kind = Kind.CELLS
    placeholder = "CODE"
    meaning = "Cells that stop with this code: a graph-break id, or the class of the exception."
    examples = ("code:GB0170", "code:GB*", "code:GuardOnDataDependentSymNode,UserError")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        return and_(FAILURES.c.code.is_not(None), any_sql(FAILURES.c.code, values, scope.dialect))

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'without' if negated else 'with'} the code {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(FAILURES.c.code).distinct().order_by(FAILURES.c.code)).scalars())
