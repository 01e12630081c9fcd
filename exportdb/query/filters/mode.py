from __future__ import annotations

from sqlalchemy import ColumnElement

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import MODES


@register
class ModeFilter(Filter[str]):
    name = "mode"
    kind = Kind.CELLS
    placeholder = "MODE"
    meaning = f"Cells of this mode: {' or '.join(f'`{mode}`' for mode in MODES)}."
    examples = ("mode:strict",)

    def read(self, key: str, raw: Raw) -> str:
        return one_of(raw.text, MODES, "mode")

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        return scope.row.c.mode.in_(values)

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}in {either(values)} mode"
