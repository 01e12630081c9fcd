"""The cells that the store holds for an environment, chain by chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.store.schema import Case, Cell, CurrentCell, Environment, Failure
from exportdb_engine.protocol import Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class StoredCell:
    """As much of a cell as a verdict on it takes."""

    stage: Stage
    outcome: Outcome
    code: str | None
    message: str | None


def stored_chains(session: Session, environment_key: str) -> Iterator[tuple[str, str, Mode, list[StoredCell]]]:
    """(case, variant, mode, cells in stage order) of every current revision, from one query."""
    rows = session.execute(
        select(
            Case.name,
            CurrentCell.variant,
            CurrentCell.mode,
            CurrentCell.stage,
            CurrentCell.outcome,
            Failure.code,
            Cell.message,
        )
        .select_from(CurrentCell)
        .join(Environment, Environment.id == CurrentCell.environment_id)
        .join(Case, Case.current_revision_id == CurrentCell.revision_id)
        .join(Cell, Cell.id == CurrentCell.cell_id)
        .outerjoin(Failure, Failure.id == Cell.failure_id)
        .where(Environment.key == environment_key)
        .order_by(Case.name, CurrentCell.variant, CurrentCell.mode, Cell.ordinal)
    )
    for (name, variant, mode), group in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        yield name, variant, Mode(mode), [StoredCell(Stage(row[3]), Outcome(row[4]), row[5], row[6]) for row in group]
