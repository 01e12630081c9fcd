from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, TableValuedAlias, and_, case, exists, func, literal, null, or_, select

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import FAILURES, REVISIONS, Scope
from exportdb.query.syntax import Raw
from exportdb.store.flakes import flakes
from exportdb_engine.protocol.vocabulary import ORIGINAL, Outcome

#: Value -> what it says of a cell.
WORDS = {
    "original": "of the original program",
    "rewrite": "of a rewrite",
    "unexpected": "that differ from what the case expects",
    "flaky": "that come out now this way, now another, under equal circumstances",
}
NOT_WORDS = {
    "original": "not of the original program",
    "rewrite": "not of a rewrite",
    "unexpected": "that are as the case expects",
    "flaky": "that come out alike under equal circumstances",
}


@register
class IsFilter(Filter[str]):
    name = "is"
    kind = Kind.CELLS
    placeholder = "WORD"
    meaning = (
        "Cells of the `original` program or of a `rewrite`; `unexpected` ones have another outcome or code than "
        "`expect` in the case says. A rewrite is expected to pass, and a skipped cell is never unexpected. `flaky` "
        "ones come out now this way, now another, though nothing has changed."
    )
    examples = ("is:unexpected", "is:rewrite -outcome:pass")

    def read(self, key: str, raw: Raw) -> str:
        return one_of(raw.text, WORDS, "property of a cell")

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        flaky = list(flakes(scope.session)) if "flaky" in values else []
        conditions = {
            "flaky": scope.row.c.cell_id.in_(flaky),
            "original": scope.row.c.variant == ORIGINAL,
            "rewrite": scope.row.c.variant != ORIGINAL,
        }
        return or_(*(conditions[value] if value in conditions else _unexpected(scope) for value in values))

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return either([(NOT_WORDS if negated else WORDS)[value] for value in values])


def _unexpected(scope: Scope) -> ColumnElement[bool]:
    """``expect`` holds, by mode, the pairs of stage and code that do not pass; for a rewrite it does not count."""
    row, passed = scope.row, scope.row.c.outcome == Outcome.PASS.value
    stops, stage, code = _stops(scope)
    expected_stage = exists(select(literal(1)).select_from(stops).where(stage == row.c.stage).correlate(REVISIONS, row))
    expected_code = exists(
        select(literal(1))
        .select_from(stops)
        .where(and_(stage == row.c.stage, code == FAILURES.c.code))
        .correlate(REVISIONS, FAILURES, row)
    )
    as_expected = case(
        (REVISIONS.c.expect.is_(null()), literal(1)),  # a foreign case states no expectation
        (row.c.outcome == Outcome.SKIP.value, literal(1)),
        (row.c.variant != ORIGINAL, case((passed, literal(1)), else_=literal(0))),
        (passed, case((expected_stage, literal(0)), else_=literal(1))),
        else_=case((expected_code, literal(1)), else_=literal(0)),
    )
    return as_expected == 0


def _stops(scope: Scope) -> tuple[TableValuedAlias, ColumnElement[Any], ColumnElement[Any]]:
    """The pairs in ``revisions.expect`` for the row's mode, as a table, with its two columns."""
    expect: ColumnElement[Any] = REVISIONS.c.expect
    if scope.dialect == "sqlite":
        stops = func.json_each(expect, literal("$.") + scope.row.c.mode).table_valued("value", name="stops")
        return stops, func.json_extract(stops.c.value, "$[0]"), func.json_extract(stops.c.value, "$[1]")
    stops = func.json_array_elements(expect.op("->")(scope.row.c.mode)).table_valued("value", name="stops")
    return stops, stops.c.value.op("->>")(0), stops.c.value.op("->>")(1)
