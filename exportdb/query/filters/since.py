from __future__ import annotations

from sqlalchemy import ColumnElement

from exportdb.query.base import Filter, Kind, either
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb.query.turning import cells_where, known_releases
from exportdb.query.versions import VersionRange, version_range
from exportdb.store.intervals import Line, support


@register
class SinceFilter(Filter[VersionRange]):
    name = "since"
    kind = Kind.CELLS
    placeholder = "VERSION"
    meaning = (
        "Cells that pass in this torch release and in every newer one that was measured, and did not pass in the "
        "release before it: supported since then. Listed are the cells from that release on."
    )
    examples = ("since:2.9", "since:>=2.13 stage:export")

    def read(self, key: str, raw: Raw) -> VersionRange:
        return version_range(raw.text)

    def sql(self, scope: Scope, values: tuple[VersionRange, ...]) -> ColumnElement[bool]:
        def chosen(line: Line) -> list[str]:
            found = support(line)
            last = found.intervals[-1] if found.intervals else None
            if last is None or last.until is not None or not last.since_known:
                return []
            if not any(value.holds(last.first) for value in values):
                return []
            return list(found.measured[found.measured.index(last.first) :])

        return cells_where(scope, chosen)

    def english(self, values: tuple[VersionRange, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}supported since torch {either(values)}"

    def known_values(self, scope: Scope) -> list[str]:
        return known_releases(scope)
