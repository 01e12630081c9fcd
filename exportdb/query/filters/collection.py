from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_matches, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import CASES, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile


@register
class CollectionFilter(Filter[Pattern]):
    name = "collection"
    kind = Kind.PROGRAMS
    placeholder = "NAME"
    meaning = "Cases of this collection: `core` is exportdb's own."
    examples = ("collection:core", "collection:torch-exportdb")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        return any_sql(CASES.c.collection, values, scope.dialect)

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}of the collection {either(values)}"

    def needs_results(self, values: tuple[Pattern, ...]) -> bool:
        return False

    def matches(self, case: CaseFile, values: tuple[Pattern, ...]) -> bool:
        return any_matches(case.collection, values)

    def known_values(self, scope: Scope) -> list[str]:
        names = select(CASES.c.collection).distinct().order_by(CASES.c.collection)
        return list(scope.session.execute(names).scalars())
