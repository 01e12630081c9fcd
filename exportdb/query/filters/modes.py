from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, Text, and_, cast, null, or_, select, tuple_

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import CELLS, EXPORTS, GROUP, Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import Mode, Outcome, Stage

#: Value -> how it is said.
WORDS = {"differ": "different", "agree": "the same"}


@register
class ModesFilter(Filter[str]):
    name = "modes"
    kind = Kind.PROGRAMS
    placeholder = "WORD"
    meaning = (
        "Programs that both modes export: `differ` where these do not declare the same of the inputs (types, dynamic "
        "sizes and their ranges), `agree` where they do. For what comes out otherwise, ask both: "
        "`strict:fail nonstrict:pass`."
    )
    examples = ("modes:differ", "modes:agree shapes:unsound")

    def read(self, key: str, raw: Raw) -> str:
        return one_of(raw.text, WORDS, "word on the modes")

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        (strict, one), (nonstrict, other) = (_exports(scope, mode) for mode in Mode)
        groups = (
            select(*(strict.c[name] for name in GROUP))
            .select_from(strict)
            .join(nonstrict, and_(*(strict.c[name] == nonstrict.c[name] for name in GROUP)))
            .where(or_(*(one != other if value == "differ" else one == other for value in values)))
        )
        return tuple_(*(scope.row.c[name] for name in GROUP)).in_(groups)

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"whose modes {'do not ' if negated else ''}declare {either([WORDS[v] for v in values])} inputs"


def _exports(scope: Scope, mode: Mode) -> tuple[FromClause, ColumnElement[str]]:
    """What the programs of a mode declare: a table with the columns of a group, and the declaration as text."""
    exported, cells = scope.others(f"exported_{mode}"), CELLS.alias(f"exporting_{mode}")
    declares = cast(EXPORTS.c.declares, Text)  # PostgreSQL compares no JSON
    found = (
        select(*(exported.c[name] for name in GROUP), declares.label("declares"))
        .select_from(exported)
        .join(cells, cells.c.id == exported.c.cell_id)
        .join(EXPORTS, EXPORTS.c.chain_id == cells.c.chain_id)
        .where(
            # with the outcome, SQLite finds them by an index
            exported.c.outcome == Outcome.PASS.value,
            exported.c.stage == Stage.EXPORT.value,
            exported.c.mode == mode.value,
            EXPORTS.c.declares.is_not(null()),
        )
        .subquery(f"declared_{mode}")
    )
    return found, found.c.declares
