"""Which codes were measured, and in which cases."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.store.lanes import CASES, CELLS, CURRENT, ENVIRONMENTS, FAILURES
from exportdb_engine.protocol import ORIGINAL, STAGES, Outcome


@dataclass(frozen=True, slots=True)
class MeasuredCode:
    """A code and where it was met."""

    code: str
    #: How many current cells have it.
    cells: int
    #: Ids of the cases, those of ``core`` first.
    cases: tuple[str, ...]
    outcomes: tuple[str, ...]
    stages: tuple[str, ...]
    modes: tuple[str, ...]


def measured_codes(session: Session, environment: str | None, *, originals: bool = False) -> list[MeasuredCode]:
    """The codes of the current cells in the environment with this key, those of the most cases first.

    With ``originals`` the rewrites do not count. What was skipped has no code here.
    """
    chosen = (
        select(FAILURES.c.code, CASES.c.name, CASES.c.collection, CURRENT.c.outcome, CURRENT.c.stage, CURRENT.c.mode)
        .join_from(CURRENT, CELLS, CELLS.c.id == CURRENT.c.cell_id)
        .join(FAILURES, FAILURES.c.id == CELLS.c.failure_id)
        .join(CASES, CASES.c.current_revision_id == CURRENT.c.revision_id)
        .join(ENVIRONMENTS, ENVIRONMENTS.c.id == CURRENT.c.environment_id)
        .where(ENVIRONMENTS.c.key == environment, CURRENT.c.outcome != Outcome.SKIP.value)
    )
    if originals:
        chosen = chosen.where(CURRENT.c.variant == ORIGINAL)
    found: dict[str, list[tuple[str, ...]]] = {}
    for code, *place in session.execute(chosen):
        found.setdefault(code, []).append(tuple(place))
    order = {str(stage): place for place, stage in enumerate(STAGES)}
    codes = [
        MeasuredCode(
            code,
            len(places),
            tuple(name for _, name in sorted({(place[1] != "core", place[0]) for place in places})),
            tuple(sorted({place[2] for place in places})),
            tuple(sorted({place[3] for place in places}, key=lambda stage: (order.get(stage, len(order)), stage))),
            tuple(sorted({place[4] for place in places}, reverse=True)),
        )
        for code, places in found.items()
    ]
    return sorted(codes, key=lambda measured: (-len(measured.cases), measured.code))
