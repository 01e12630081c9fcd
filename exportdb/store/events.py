"""What changed from one measurement of a program to the next, in the same environment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.store import schema
from exportdb.store.once import table_of
from exportdb_engine.protocol import STAGES

CASES, REVISIONS, CHAINS = map(table_of, (schema.Case, schema.Revision, schema.Chain))
CELLS, FAILURES, ENVIRONMENTS = map(table_of, (schema.Cell, schema.Failure, schema.Environment))


@dataclass(frozen=True, slots=True)
class Event:
    """A chain that came out otherwise than the one before it."""

    case: str
    variant: str
    mode: str
    environment: str
    torch: str
    run: int
    #: ISO 8601, UTC.
    measured_at: str
    #: (stage, what it was, what it is): ``pass``, or outcome and code.
    changes: tuple[tuple[str, str, str], ...]
    #: Whether the text of the case is another one than before.
    edited: bool


def events(session: Session, limit: int = 100) -> list[Event]:
    """The newest events first. A stage counts only where both measurements reached it."""
    order = [CASES.c.name, CHAINS.c.variant, CHAINS.c.mode, ENVIRONMENTS.c.key]
    statement = (
        select(
            *order, ENVIRONMENTS.c.torch, CHAINS.c.id.label("chain"), CHAINS.c.run_id, CHAINS.c.measured_at,
            REVISIONS.c.sha256, CELLS.c.stage, CELLS.c.outcome, FAILURES.c.code,
        )
        .select_from(CHAINS)
        .join(REVISIONS, REVISIONS.c.id == CHAINS.c.revision_id)
        .join(CASES, CASES.c.id == REVISIONS.c.case_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CHAINS.c.environment_id)
        .join(CELLS, CELLS.c.chain_id == CHAINS.c.id)
        .outerjoin(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .order_by(*order, CHAINS.c.measured_at, CHAINS.c.id)
    )  # fmt: skip
    found = list(_found(session.execute(statement)))
    return sorted(found, key=lambda event: (event.measured_at, event.case), reverse=True)[:limit]


def _found(rows: Any) -> Iterator[Event]:
    for _, in_place in groupby(rows, key=lambda row: tuple(row[:4])):
        known: dict[str, str] = {}
        text = None
        for _, group in groupby(in_place, key=lambda row: row.chain):
            cells = list(group)
            first = cells[0]
            now = {cell.stage: f"{cell.outcome} {cell.code or ''}".strip() for cell in cells}
            changes = tuple(
                (stage, known[stage], now[stage])
                for stage in sorted(now, key=_order)
                if stage in known and known[stage] != now[stage]
            )
            if changes:
                yield Event(
                    case=first.name,
                    variant=first.variant,
                    mode=first.mode,
                    environment=first.key,
                    torch=first.torch,
                    run=first.run_id,
                    measured_at=first.measured_at,
                    changes=changes,
                    edited=text not in (None, first.sha256),
                )
            known.update(now)
            text = first.sha256


def _order(stage: str) -> tuple[int, str]:
    names = [str(known) for known in STAGES]
    return (names.index(stage) if stage in names else len(names), stage)
