from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import REWRITES, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import ORIGINAL


@register
class VariantFilter(Filter[Pattern]):
    name = "variant"
    kind = Kind.CELLS
    placeholder = "LABEL"
    meaning = f"Cells of this variant: `{ORIGINAL}`, or the label of a rewrite."
    examples = ("variant:original", "variant:torch.cond")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        return any_sql(scope.row.c.variant, values, scope.dialect)

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}of the variant {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return [ORIGINAL, *scope.session.execute(select(REWRITES.c.label).distinct()).scalars()]
