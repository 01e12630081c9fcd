from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, tuple_

from exportdb.query.base import Filter, Kind, either
from exportdb.query.registry import register
from exportdb.query.scope import CELLS, GROUP, REVISIONS, Scope
from exportdb.query.syntax import Raw
from exportdb.query.texts import Phrase, matching_failures, matching_revisions
from exportdb.store.fulltext import program_text
from exportdb_engine.protocol.casefile import CaseFile


@register
class TextFilter(Filter[Phrase]):
    name = "text"
    written = '`"WORDS"` or `WORD`'
    kind = Kind.PROGRAMS
    placeholder = "WORDS"
    meaning = (
        "Full text: the words next to each other in a case (title, explanation, source, tags) or in one of its error "
        "messages. `cond*` also finds longer words."
    )
    examples = ('"item()"', "data-dependent", "cond*", "-mutation")

    def read(self, key: str, raw: Raw) -> Phrase:
        return Phrase.of(raw)

    def sql(self, scope: Scope, values: tuple[Phrase, ...]) -> ColumnElement[bool]:
        return or_(*(self._mentions(scope, value) for value in values))

    def _mentions(self, scope: Scope, phrase: Phrase) -> ColumnElement[bool]:
        other, cells = scope.others("mentioning"), CELLS.alias("failing")
        groups = (
            select(*(other.c[name] for name in GROUP))
            .select_from(cells)
            .join(other, other.c.cell_id == cells.c.id)
            .where(cells.c.failure_id.in_(matching_failures(phrase, scope.dialect)))
        )
        return or_(self._in_case(scope, phrase), tuple_(*(scope.row.c[name] for name in GROUP)).in_(groups))

    def case_sql(self, scope: Scope, values: tuple[Phrase, ...]) -> ColumnElement[bool]:
        return or_(*(self._in_case(scope, value) for value in values))

    def _in_case(self, scope: Scope, phrase: Phrase) -> ColumnElement[bool]:
        return REVISIONS.c.id.in_(matching_revisions(phrase, scope.dialect))

    def english(self, values: tuple[Phrase, ...], negated: bool) -> str:
        return f"that {'do not ' if negated else ''}mention {either(values)}"

    def needs_results(self, values: tuple[Phrase, ...]) -> bool:
        return False

    def matches(self, case: CaseFile, values: tuple[Phrase, ...]) -> bool:
        text = "\n".join((case.title, case.explanation, program_text(case.source), *sorted(case.tags)))
        return any(value.within(text) for value in values)
