from __future__ import annotations

from sqlalchemy import ColumnElement, select

from exportdb.query.base import Filter, Kind, either
from exportdb.query.patterns import Pattern, any_matches, any_sql
from exportdb.query.registry import register
from exportdb.query.scope import REVISION_TAGS, REVISIONS, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile


@register
class TagFilter(Filter[Pattern]):
    name = "tag"
    kind = Kind.PROGRAMS
    placeholder = "TAG"
    meaning = "Cases with this tag."
    narrows = True
    examples = ("tag:torch.cond", "tag:python.*", "-tag:torch.mutation")

    def read(self, key: str, raw: Raw) -> Pattern:
        return Pattern.of(raw)

    def sql(self, scope: Scope, values: tuple[Pattern, ...]) -> ColumnElement[bool]:
        tagged = select(REVISION_TAGS.c.revision_id).where(any_sql(REVISION_TAGS.c.tag, values, scope.dialect))
        return REVISIONS.c.id.in_(tagged)

    def english(self, values: tuple[Pattern, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}tagged {either(values)}"

    def needs_results(self, values: tuple[Pattern, ...]) -> bool:
        return False

    def matches(self, case: CaseFile, values: tuple[Pattern, ...]) -> bool:
        return any(any_matches(tag, values) for tag in case.tags)

    def known_values(self, scope: Scope) -> list[str]:
        return list(scope.session.execute(select(REVISION_TAGS.c.tag).distinct()).scalars())
