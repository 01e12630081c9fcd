"""How SQLite goes about a query: what is fast on a small database has to stay so on one of ten million cells."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from exportdb.query import parse, select_cells

BY_REVISION = "SEARCH row USING PRIMARY KEY (revision_id=?)"
BY_OUTCOME = "SEARCH row USING INDEX ix_current_outcome (outcome=?"
BY_CELL = "SEARCH row USING INDEX ix_current_cell (cell_id=?)"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tag:torch.cond outcome:fail", BY_REVISION),
        ("tag:torch.cond strict:fail nonstrict:pass", BY_REVISION),
        ("tag:torch.* strict:pass", BY_REVISION),
        ("case:flow/* strict:fail", BY_REVISION),
        ("area:flow -strict:pass is:unexpected", BY_REVISION),
        ("outcome:wrong", BY_OUTCOME),
        ("strict.export:fail torch:2.13", BY_OUTCOME),
        ("collection:core export:fail -has:rewrite", BY_OUTCOME),
        ("code:GB0170", BY_CELL),
    ],
)
def test_where_the_search_begins(sample: Session, text: str, first: str) -> None:
    executed: list[tuple[str, Any]] = []
    engine = sample.connection().engine

    def keep(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        executed.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    try:
        select_cells(sample, parse(text))
    finally:
        event.remove(engine, "before_cursor_execute", keep)
    statement, parameters = executed[-1]
    rows = sample.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    plan = [row[3] for row in rows]
    assert any(step.startswith(first) for step in plan), plan
    assert not any(step.startswith("SCAN row") for step in plan), plan
