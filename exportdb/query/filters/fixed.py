from __future__ import annotations

from sqlalchemy import ColumnElement

from exportdb.query.base import Filter, Kind, either
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb.query.turning import cells_where, known_releases
from exportdb.query.versions import VersionRange, version_range
from exportdb.store.intervals import Line, turns


@register
class FixedFilter(Filter[VersionRange]):
    name = "fixed"
    kind = Kind.CELLS
    placeholder = "VERSION"
    meaning = (
        "Cells that pass in this torch release, and did not pass in the newest older one in which they were measured. "
        "Whether they still do is another question, see `since:`."
    )
    examples = ("fixed:2.13", "fixed:>=2.12 mode:strict")

    def read(self, key: str, raw: Raw) -> VersionRange:
        return version_range(raw.text)

    def sql(self, scope: Scope, values: tuple[VersionRange, ...]) -> ColumnElement[bool]:
        def chosen(line: Line) -> list[str]:
            return [t.release for t in turns(line) if t.holds and any(value.holds(t.release) for value in values)]

        return cells_where(scope, chosen)

    def english(self, values: tuple[VersionRange, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}fixed in torch {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return known_releases(scope)
