"""Cells that come out now this way, now another, though nothing of what they are measured under changes.

Derived from the measurements: the fingerprint of a chain takes in the text, the engine, the environment and the limits,
so chains of equal fingerprint ought to be equal. A run measures again what is not: see ``RECHECKS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exportdb.store.once import table_of
from exportdb.store.schema import Case, Cell, Chain, Failure, Revision
from exportdb_engine.protocol.vocabulary import Mode, Outcome

CHAINS, CELLS, FAILURES, REVISIONS, CASES = map(table_of, (Chain, Cell, Failure, Revision, Case))
#: How often a chain is measured again that came out otherwise than before without a reason.
RECHECKS = 2
#: The newest measurements that have to be alike: that many in a row are a fact, whatever was before.
ALIKE = RECHECKS + 1


def flakes(session: Session) -> dict[int, tuple[str, ...]]:
    """Cell -> what came out last under equal circumstances, the oldest first: ``("pass", "fail GB0170", "pass")``.

    The cell is the newest one of its place; only those are named whose newest measurements are not alike.
    """
    repeated = select(CHAINS.c.fingerprint).group_by(CHAINS.c.fingerprint).having(func.count() > 1)
    found: dict[int, tuple[str, ...]] = {}
    for rows in _by_place(session, repeated):
        newest = rows[:ALIKE]
        words = [_words(row) for row in newest]
        if len(set(words)) > 1:
            found[newest[0].cell] = tuple(reversed(words))
    return found


def flipped(session: Session, run: int) -> set[tuple[str, str, Mode]]:
    """(case, variant, mode) of the chains of a run that came out otherwise than the last time under equal
    circumstances."""
    mine = select(CHAINS.c.fingerprint).where(CHAINS.c.run_id == run)
    found = set()
    for newest, *older in _by_place(session, mine):
        if older and newest.run_id == run and _words(newest) != _words(older[0]):
            found.add((newest.name, newest.variant, Mode(newest.mode)))
    return found


def _by_place(session: Session, fingerprints: Any) -> Iterator[list[Any]]:
    """The measurements of a stage under equal circumstances, the newest first; those that were skipped say nothing."""
    statement = (
        select(
            CHAINS.c.fingerprint, CHAINS.c.environment_id, CHAINS.c.run_id, CHAINS.c.variant, CHAINS.c.mode,
            CELLS.c.id.label("cell"), CELLS.c.stage, CELLS.c.outcome, FAILURES.c.code, CASES.c.name,
        )
        .join_from(CHAINS, CELLS, CELLS.c.chain_id == CHAINS.c.id)
        .join(REVISIONS, REVISIONS.c.id == CHAINS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .where(CHAINS.c.fingerprint.in_(fingerprints), CELLS.c.outcome != Outcome.SKIP.value)
        .order_by(
            CHAINS.c.fingerprint, CHAINS.c.environment_id, CELLS.c.stage, CHAINS.c.measured_at.desc(),
            CHAINS.c.id.desc(),
        )
    )  # fmt: skip
    rows: Iterable[Any] = session.execute(statement)
    for _, group in groupby(rows, key=lambda row: (row.fingerprint, row.environment_id, row.stage)):
        yield list(group)


def _words(row: Any) -> str:
    return f"{row.outcome} {row.code or ''}".strip()
