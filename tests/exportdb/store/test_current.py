from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from exportdb.store import Store
from exportdb.store.current import rebuild_current
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.schema import CurrentCell
from exportdb_engine.protocol import STAGES, Outcome, Stage

Make = Callable[..., Any]
REFUSED = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
UP_TO_EXPORT = (Stage.EAGER, Stage.EXPORT)

#: What was measured, oldest first: (stages, what stops) -> the cells that are current then.
HISTORIES = {
    "the newest counts": ([(STAGES, REFUSED), (STAGES, {})], dict.fromkeys(STAGES, "pass")),
    "a stage that is no longer reached has no cell": (
        [(STAGES, {}), (STAGES, REFUSED)],
        {Stage.EAGER: "pass", Stage.EXPORT: "fail", Stage.SPECS: "pass"},
    ),
    "a stage that was not asked for keeps its cell": (
        [(STAGES, {}), (UP_TO_EXPORT, {})],
        dict.fromkeys(STAGES, "pass"),
    ),
    "but not when what it needs has stopped since": (
        [(STAGES, {}), (UP_TO_EXPORT, REFUSED)],
        {Stage.EAGER: "pass", Stage.EXPORT: "fail", Stage.SPECS: "pass"},
    ),
    "one stage does not take its neighbours along": (
        [(STAGES, {Stage.DECOMPOSE: (Outcome.WRONG, "Differs")})],
        {**dict.fromkeys(STAGES, "pass"), Stage.DECOMPOSE: "wrong"},
    ),
}


def cells(session: Any) -> dict[Stage, str]:
    return {Stage(cell.stage): cell.outcome for cell in session.scalars(select(CurrentCell))}


@pytest.mark.parametrize("history", HISTORIES)
def test_current_cells(store: Store, make_case: Make, make_chain: Make, start: Make, history: str) -> None:
    """Whatever the order in which results arrive: an import of an older run does not replace newer cells."""
    measured, expected = HISTORIES[history]
    case = make_case()
    for order in permutations(range(len(measured))):
        with store.write() as session:
            session.query(CurrentCell).delete()
            for table in ("cells", "chains", "runs"):
                session.connection().exec_driver_sql(f"DELETE FROM {table}")
            index_cases(session, [case])
            for i in order:
                stages, stops = measured[i]
                add_chain(
                    session,
                    start(session),
                    make_chain(case, stages=stages, stops=stops, measured_at=f"2026-01-0{i + 1}"),
                )
            assert cells(session) == expected
            assert rebuild_current(session) == len(expected)
            assert cells(session) == expected
