from __future__ import annotations

from sqlalchemy import ColumnElement, exists, func, literal, or_, select, tuple_

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import CELLS, GROUP, GUARDS, REVISIONS, REWRITES, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.casefile import CaseFile

#: Value -> how it is said.
WORDS = {
    "rewrite": "a rewrite",
    "issue": "an upstream issue",
    "near": "a near miss",
    "guards": "guards in an export",
}


@register
class HasFilter(Filter[str]):
    name = "has"
    kind = Kind.PROGRAMS
    placeholder = "WORD"
    meaning = (
        "Cases that state a `rewrite`, an upstream `issue` or a `near` miss; programs for which tracing made `guards`, "
        "in either mode."
    )
    examples = ("has:rewrite", "-has:rewrite", "has:guards")

    def read(self, key: str, raw: Raw) -> str:
        return one_of(raw.text, WORDS, "part of a case")

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        return or_(*(_CONDITIONS[value](scope) for value in values))

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"{'without' if negated else 'with'} {either([WORDS[value] for value in values])}"

    def needs_results(self, values: tuple[str, ...]) -> bool:
        return "guards" in values

    def matches(self, case: CaseFile, values: tuple[str, ...]) -> bool:
        stated = {"rewrite": case.rewrites, "issue": case.issues, "near": case.near}
        return any(stated[value] for value in values)


def _rewrite(scope: Scope) -> ColumnElement[bool]:
    return exists(select(literal(1)).where(REWRITES.c.revision_id == REVISIONS.c.id).correlate(REVISIONS))


def _issue(scope: Scope) -> ColumnElement[bool]:
    return func.json_array_length(REVISIONS.c.issues) > 0


def _near(scope: Scope) -> ColumnElement[bool]:
    return func.json_array_length(REVISIONS.c.near) > 0


def _guards(scope: Scope) -> ColumnElement[bool]:
    exported, cells = scope.others("guarded"), CELLS.alias("guarding")
    groups = (
        select(*(exported.c[name] for name in GROUP))
        .select_from(GUARDS)
        .join(cells, (cells.c.chain_id == GUARDS.c.chain_id) & (cells.c.stage == "export"))
        .join(exported, exported.c.cell_id == cells.c.id)
        .where(GUARDS.c.ordinal == 0)
    )
    return tuple_(*(scope.row.c[name] for name in GROUP)).in_(groups)


_CONDITIONS = {"rewrite": _rewrite, "issue": _issue, "near": _near, "guards": _guards}
