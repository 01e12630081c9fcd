"""The cells that the store holds for an environment, chain by chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exportdb.corpus.samples import OF_TORCH
from exportdb.store.schema import Case, Cell, CurrentCell, Environment, Failure, Revision
from exportdb_engine.protocol import Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class StoredCell:
    """As much of a cell as a verdict on it takes."""

    stage: Stage
    outcome: Outcome
    code: str | None
    message: str | None


def stored_chains(
    session: Session, environment_key: str, texts: Mapping[str, str] | None = None
) -> Iterator[tuple[str, str, Mode, list[StoredCell]]]:
    """(case, variant, mode, cells in stage order) of every current revision, from one query.

    ``texts``, by case its SHA-256, are of those that come with torch: of them, this text counts.
    """
    wanted = texts or {}
    rows = session.execute(
        select(
            Case.name,
            CurrentCell.variant,
            CurrentCell.mode,
            CurrentCell.stage,
            CurrentCell.outcome,
            Failure.code,
            Cell.message,
            Revision.sha256,
        )
        .select_from(CurrentCell)
        .join(Environment, Environment.id == CurrentCell.environment_id)
        .join(Revision, Revision.id == CurrentCell.revision_id)
        .join(Case, Case.id == Revision.case_id)
        .join(Cell, Cell.id == CurrentCell.cell_id)
        .outerjoin(Failure, Failure.id == Cell.failure_id)
        .where(Environment.key == environment_key)
        .where(or_(Case.current_revision_id == CurrentCell.revision_id, Case.collection.in_(OF_TORCH)))
        .order_by(Case.name, CurrentCell.variant, CurrentCell.mode, Cell.ordinal)
    )
    kept = (row for row in rows if wanted.get(row[0], row[7]) == row[7])
    for (name, variant, mode), group in groupby(kept, key=lambda row: (row[0], row[1], row[2])):
        yield name, variant, Mode(mode), [StoredCell(Stage(row[3]), Outcome(row[4]), row[5], row[6]) for row in group]
