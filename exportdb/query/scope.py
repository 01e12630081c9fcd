"""The tables that a query is asked of, and how they hang together.

Every statement is built around ``row``: the cells that may be listed. It is ``current_cells``, or, when runs are named,
the cells of these runs in the same columns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, FromClause, Select, Table, UnaryExpression, and_, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from exportdb.store import schema
from exportdb_engine.protocol.vocabulary import Outcome


def table(model: type[schema.Base]) -> Table:
    """The table of a model. Statements over tables need no mapper, which saves its set-up in a cold process."""
    return cast(Table, model.__table__)


CASES = table(schema.Case)
REVISIONS = table(schema.Revision)
REVISION_TAGS = table(schema.RevisionTag)
REWRITES = table(schema.Rewrite)
ENVIRONMENTS = table(schema.Environment)
RUNS = table(schema.Run)
CHAINS = table(schema.Chain)
CELLS = table(schema.Cell)
FAILURES = table(schema.Failure)
CURRENT_CELLS = table(schema.CurrentCell)
EXPORTS = table(schema.Export)
GUARDS = table(schema.Guard)
OPERATORS = table(schema.Operator)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition is written against."""

    session: Session
    #: Ids of the runs that were named; None for the current cells.
    runs: tuple[int, ...] | None
    #: The cells that may be listed.
    row: FromClause
    #: Whether the query names a few cases. Then their cells are read through the primary key of ``current_cells``, and
    #: otherwise those of an outcome through its index. SQLite cannot choose by itself, for want of statistics.
    narrow: bool = False

    @classmethod
    def of(cls, session: Session, runs: tuple[int, ...] | None, *, narrow: bool = False) -> Scope:
        return cls(session, runs, _population(runs, "row"), narrow)

    @property
    def dialect(self) -> str:
        return self.session.get_bind().dialect.name

    def others(self, name: str) -> FromClause:
        """The same cells under another name, to look at the rest of a group."""
        return _population(self.runs, name)

    def outcome(self, cells: FromClause, outcomes: Sequence[str]) -> ColumnElement[bool]:
        """Whether a cell of ``cells`` has one of the outcomes. Passing is too common for the index to be of use."""
        column: ColumnElement[Any] = cells.c.outcome
        if self.dialect == "sqlite" and (self.narrow or Outcome.PASS.value in outcomes):
            column = UnaryExpression(column, operator=_NO_INDEX, type_=column.type)
        return column == outcomes[0] if len(outcomes) == 1 else column.in_(outcomes)

    def in_group(self, other: FromClause) -> ColumnElement[bool]:
        """Whether ``other`` belongs to the group of ``row``: the same revision, environment and variant."""
        return and_(*(other.c[name] == self.row.c[name] for name in GROUP))

    def from_cells(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Columns of ``row`` and of all that it refers to."""
        joined = (
            self.row.join(REVISIONS, REVISIONS.c.id == self.row.c.revision_id)
            .join(CASES, CASES.c.id == REVISIONS.c.case_id)
            .join(ENVIRONMENTS, ENVIRONMENTS.c.id == self.row.c.environment_id)
            .join(CELLS, CELLS.c.id == self.row.c.cell_id)
            .join(CHAINS, CHAINS.c.id == CELLS.c.chain_id)
            .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        )
        statement = select(*columns).select_from(joined)
        if self.runs is not None:
            return statement
        # PyTorch's own examples, which state a support level, come with torch: each release has its own current text
        current = or_(CASES.c.current_revision_id == REVISIONS.c.id, REVISIONS.c.support_level.is_not(None))
        return statement.where(current)


def of_cases(condition: Callable[[Table], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether the revision is one of the cases that a condition on ``CASES`` picks.

    As a list of revisions, which SQLite begins with; a condition on the joined table would have it read all cells.
    """
    texts, picked = REVISIONS.alias("texts"), CASES.alias("picked")
    ids = select(texts.c.id).join_from(texts, picked, picked.c.id == texts.c.case_id)
    return REVISIONS.c.id.in_(ids.where(condition(cast(Table, picked))))


#: In SQLite, a unary plus changes nothing but that the column's index is not used.
_NO_INDEX: custom_op[Any] = custom_op("+")
GROUP = ("revision_id", "environment_id", "variant")


def _population(runs: tuple[int, ...] | None, name: str) -> FromClause:
    if runs is None:
        return CURRENT_CELLS.alias(name)
    cells, chains = CELLS.alias(f"{name}_cells"), CHAINS.alias(f"{name}_chains")
    return (
        select(
            chains.c.revision_id,
            chains.c.environment_id,
            chains.c.variant,
            chains.c.mode,
            cells.c.stage,
            cells.c.outcome,
            cells.c.id.label("cell_id"),
        )
        .join_from(cells, chains, chains.c.id == cells.c.chain_id)
        .where(chains.c.run_id.in_(runs))
        .subquery(name)
    )
