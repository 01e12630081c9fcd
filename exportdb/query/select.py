"""Asks the database: cells, counts of cells, and cases."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, case, false, func, not_, or_, select
from sqlalchemy.orm import Session

from exportdb.errors import QueryError
from exportdb.query.query import Query, Term
from exportdb.query.scope import CASES, CELLS, CHAINS, ENVIRONMENTS, FAILURES, REVISIONS, RUNS, Scope
from exportdb_engine.protocol.vocabulary import ORIGINAL, Mode


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell as every command prints it. Scripts rely on the names of the fields."""

    case: str
    variant: str
    collection: str
    #: Key of the environment.
    environment: str
    torch: str
    device: str
    mode: str
    stage: str
    outcome: str
    code: str | None
    signature: str | None
    message: str | None
    #: On the wall.
    seconds: float
    #: Id of the run that measured it.
    run: int


#: What the cells of a query can be counted by.
COUNTED_BY = (
    "case", "area", "collection", "variant", "environment", "torch", "device", "mode", "stage", "outcome", "code",
    "run",
)  # fmt: skip


def select_cells(session: Session, query: Query, run: int | None = None, limit: int | None = None) -> list[CellRow]:
    """The cells that the query lists, by case, environment, variant, mode and stage.

    ``run`` is the same as ``run:ID`` in the query. Raises QueryError when a named run does not exist.
    """
    return [CellRow(*row) for row in session.execute(_cells(session, query, run).limit(limit))]


def cells_sql(session: Session, query: Query, run: int | None = None, limit: int | None = None) -> str:
    """What select_cells asks the database, as one statement with its values written out. Raises as it does."""
    statement = _cells(session, query, run).limit(limit)
    return str(statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))


def _cells(session: Session, query: Query, run: int | None) -> Select[Any]:
    scope = _scope(session, query, run)
    columns = _columns(scope)
    statement = _where(scope, query, scope.from_cells(*(columns[field.name] for field in fields(CellRow))))
    return statement.order_by(
        CASES.c.name,
        scope.row.c.environment_id,
        case((scope.row.c.variant == ORIGINAL, 0), else_=1),
        scope.row.c.variant,
        case((scope.row.c.mode == Mode.STRICT.value, 0), else_=1),
        CELLS.c.ordinal,
        CELLS.c.id,
    )


def count_cells(session: Session, query: Query, run: int | None = None, *, by: str | None = None) -> dict[str, int]:
    """How many cells the query lists, by the value of one of ``COUNTED_BY``, the largest first.

    Without ``by``, the only key is ``"cells"``. A missing code is the empty text. Raises as select_cells does.
    """
    scope = _scope(session, query, run)
    if by is None:
        statement = _where(scope, query, scope.from_cells(func.count()))
        return {"cells": session.execute(statement).scalar_one()}
    column = func.coalesce(_columns(scope)[by], "")
    statement = _where(scope, query, scope.from_cells(column, func.count())).group_by(column)
    return {str(value): count for value, count in session.execute(statement.order_by(func.count().desc(), column))}


def select_cases(session: Session, query: Query, run: int | None = None) -> list[str]:
    """Names of the cases that the query selects, sorted.

    A query that needs no results selects among all indexed cases, measured or not; any other one selects the cases of
    the cells that it lists. Raises as select_cells does.
    """
    if query.needs_results or run is not None:
        scope = _scope(session, query, run)
        statement = _where(scope, query, scope.from_cells(CASES.c.name)).distinct()
    else:
        scope = Scope.of(session, None)
        current = select(CASES.c.name).join_from(CASES, REVISIONS, REVISIONS.c.id == CASES.c.current_revision_id)
        conditions = ((term.filter.case_sql(scope, term.values), term.negated) for term in query.terms)
        statement = current.where(*(not_(condition) if negated else condition for condition, negated in conditions))
    return list(session.execute(statement.order_by(CASES.c.name)).scalars())


def _columns(scope: Scope) -> dict[str, ColumnElement[Any]]:
    row = scope.row.c
    return {
        "case": CASES.c.name,
        "area": CASES.c.area,
        "variant": row.variant,
        "collection": CASES.c.collection,
        "environment": ENVIRONMENTS.c.key,
        "torch": ENVIRONMENTS.c.torch,
        "device": ENVIRONMENTS.c.device,
        "mode": row.mode,
        "stage": row.stage,
        "outcome": row.outcome,
        "code": FAILURES.c.code,
        "signature": FAILURES.c.signature,
        "message": CELLS.c.message,
        "seconds": CELLS.c.seconds,
        "run": CHAINS.c.run_id,
    }


def _where(scope: Scope, query: Query, statement: Select[Any]) -> Select[Any]:
    shown = [term for term in query.terms if term.shows_cells]
    # the only term that a cell has to show is true of the program by that cell, so the rest of it need not be asked
    implied = shown if len(shown) == 1 and shown[0].filter.shown_suffices(shown[0].values) else []
    statement = statement.where(*(_holds(scope, term) for term in query.terms if term not in implied))
    if shown:
        statement = statement.where(or_(false(), *(term.filter.witness(scope, term.values) for term in shown)))
    return statement


def _holds(scope: Scope, term: Term) -> ColumnElement[bool]:
    condition = term.filter.sql(scope, term.values)
    return not_(condition) if term.negated else condition


def _scope(session: Session, query: Query, run: int | None) -> Scope:
    named = query.named_runs()
    narrow = any(term.filter.narrows and not term.negated for term in query.terms)
    if run is not None and named:
        raise QueryError(f"the query names run {', '.join(named)}, and run {run} is asked for", hint="name one of them")
    if run is None and not named:
        return Scope.of(session, None, narrow=narrow)
    return Scope.of(session, tuple(find_run(session, name) for name in named or [str(run)]), narrow=narrow)


def find_run(session: Session, name: str) -> int:
    """The id of a run by its number, or ``last``, or ``prev``. Raises QueryError when there is none."""
    newest = select(RUNS.c.id).order_by(RUNS.c.id.desc())
    if name in ("last", "prev"):
        found = session.execute(newest.limit(1).offset(0 if name == "last" else 1)).scalar()
    else:
        found = session.execute(select(RUNS.c.id).where(RUNS.c.id == int(name))).scalar()
    if found is None:
        known = [str(id_) for id_ in session.execute(newest.limit(5)).scalars()]
        hint = (
            f"the newest runs are {', '.join(known)}" if known else "the database holds no run; make one: exportdb run"
        )
        raise QueryError(f"there is no run {name}", hint=hint)
    return int(found)
