from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import ENVIRONMENTS, Scope
from exportdb.query.syntax import Raw


@register
class DeviceFilter(Filter[Pattern]):
    name = "device"
    kind = Kind.CELLS
    placeholder = "NAME"
    meaning = "Cells measured on this device: `cpu`, or an accelerator's name."
    examples = ("device:cpu", "device:cuda*")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        there = select(ENVIRONMENTS.c.id).where(any_sql(ENVIRONMENTS.c.device, values, scope.dialect))
        return scope.row.c.environment_id.in_(there)

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}on the device {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(ENVIRONMENTS.c.device).distinct()).scalars())
