from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.registry import register
from exportdb.query.scope import ENVIRONMENTS, Scope
from exportdb.query.syntax import Raw
from exportdb.query.versions import VersionRange, version_range


@register
class TorchFilter(Filter[VersionRange]):
    name = "torch"
    kind = Kind.CELLS
    placeholder = "VERSION"
    meaning = "Cells measured with this torch. Versions are compared on the parts that are written, both ends included."
    examples = ("torch:2.13", "torch:>=2.11", "torch:<2.9", "torch:2.9..2.12")

    def read(self, key: str, raw: Raw) -> VersionRange:
        return version_range(raw.text)

    def sql(self, scope: Scope, values: tuple[VersionRange, ...]) -> ColumnElement[bool]:
        rows = scope.session.execute(select(ENVIRONMENTS.c.id, ENVIRONMENTS.c.torch))
        return scope.row.c.environment_id.in_(
            [id_ for id_, version in rows if any(value.holds(version) for value in values)]
        )

    def english(self, values: tuple[VersionRange, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}on torch {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(ENVIRONMENTS.c.torch).distinct()).scalars())
