from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.errors import BadValueError
from exportdb.query.patterns import Pattern, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import ENVIRONMENTS, Scope
from exportdb.query.syntax import Raw


@register
class EnvFilter(Filter[str]):
    name = "env"
    kind = Kind.CELLS
    placeholder = "KEY"
    meaning = "Cells measured in the environment with this key, or whose key begins so."
    examples = ("env:3fa2b8c1",)

    def read(self, key: str, raw: Raw) -> str:
        if not 0 < len(raw.text) <= 16 or not set(raw.text) <= set("0123456789abcdef"):
            raise BadValueError(f"{raw.text!r} is no key of an environment", "a key has up to 16 digits of 0-9 and a-f")
        return raw.text

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        patterns = tuple(Pattern((value, "")) for value in values)
        there = select(ENVIRONMENTS.c.id).where(any_sql(ENVIRONMENTS.c.key, patterns, scope.dialect))
        return scope.row.c.environment_id.in_(there)

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}in the environment {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(ENVIRONMENTS.c.key)).scalars())
