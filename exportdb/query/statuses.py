"""One word for each case and mode."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from exportdb.query.scope import CASES, CELLS, ENVIRONMENTS, FAILURES, Scope
from exportdb_engine.protocol.vocabulary import ORIGINAL, Outcome

_QUIET = (Outcome.PASS.value, Outcome.SKIP.value)


def statuses(session: Session, environment: str) -> dict[tuple[str, str], str]:
    """(case, mode) -> ``pass``, ``skip``, or the first stage of the original that does not pass: ``export: GB0170``.

    Of the environment with this key. A case that was not measured there is missing.
    """
    asked = select(ENVIRONMENTS.c.id).where(ENVIRONMENTS.c.key == environment).scalar_subquery()
    scope = Scope.of(session, None)
    row = scope.row.c
    rows = session.execute(
        scope.from_cells(CASES.c.name, row.mode, row.stage, row.outcome, FAILURES.c.code)
        .where(row.environment_id == asked, row.variant == ORIGINAL)
        .order_by(CASES.c.name, row.mode, CELLS.c.ordinal)
    )
    found: dict[tuple[str, str], str] = {}
    for case, mode, stage, outcome, code in rows:
        known = found.get((case, mode))
        if known is None or (known in _QUIET and outcome != Outcome.PASS.value):
            found[case, mode] = outcome if outcome in _QUIET else f"{stage}: {code or outcome}"
    return found
