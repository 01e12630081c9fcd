from __future__ import annotations

from sqlalchemy import ColumnElement, select, tuple_

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import CELLS, GROUP, OPERATORS, Scope
from exportdb.query.syntax import Raw


@register
class OpFilter(Filter[Pattern]):
    name = "op"
    kind = Kind.PROGRAMS
    placeholder = "OPERATOR"
    meaning = "Programs whose exported graph calls this operator, in either mode, subgraphs included."
    examples = ("op:aten.add.Tensor", "op:aten.add.*", "op:cond")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        exported, cells = scope.others("exported"), CELLS.alias("exporting")
        groups = (
            select(*(exported.c[name] for name in GROUP))
            .select_from(OPERATORS)
            .join(cells, (cells.c.chain_id == OPERATORS.c.chain_id) & (cells.c.stage == "export"))
            .join(exported, exported.c.cell_id == cells.c.id)
            .where(any_sql(OPERATORS.c.name, values, scope.dialect))
        )
        return tuple_(*(scope.row.c[name] for name in GROUP)).in_(groups)

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"whose graph {'does not call' if negated else 'calls'} {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(OPERATORS.c.name).distinct()).scalars())
