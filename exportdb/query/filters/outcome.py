from __future__ import annotations

from sqlalchemy import ColumnElement

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import OUTCOMES


@register
class OutcomeFilter(Filter[str]):
    name = "outcome"
    kind = Kind.CELLS
    placeholder = "OUTCOME"
    meaning = f"Cells with this outcome: {', '.join(f'`{outcome}`' for outcome in OUTCOMES)}."
    examples = ("outcome:wrong", "outcome:crash,timeout,oom", "-outcome:pass")

    def read(self, key: str, raw: Raw) -> str:
        return one_of(raw.text, OUTCOMES, "outcome")

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        return scope.outcome(scope.row, values)

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"{'without' if negated else 'with'} the outcome {either(values)}"
