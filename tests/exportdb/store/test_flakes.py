"""Flakes are derived: measurements under equal circumstances that are not alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exportdb.query import parse
from exportdb.query.select import select_cells
from exportdb.store import Store
from exportdb.store.flakes import flakes, flipped
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.reads import case_details
from exportdb_engine.protocol import Mode, Outcome, Stage

Make = Callable[..., Any]
PASS: dict[Stage, Any] = {}
FAIL = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
OTHER = {Stage.EXPORT: (Outcome.FAIL, "GB0001")}
SKIP = {Stage.EXPORT: (Outcome.SKIP, "Unmet")}

#: What was measured, the oldest first -> whether the newest differs from the one before, and what is flaky then.
HISTORIES = {
    "once": ([PASS], False, ()),
    "alike": ([PASS, PASS], False, ()),
    "it flips": ([PASS, FAIL], True, ("pass", "fail GB0170")),
    "and stays so": ([PASS, FAIL, FAIL, FAIL], False, ()),
    "or not": ([PASS, FAIL, PASS, PASS], False, ("fail GB0170", "pass", "pass")),
    "another code": ([FAIL, OTHER], True, ("fail GB0170", "fail GB0001")),
    "a skip says nothing": ([PASS, SKIP, PASS], False, ()),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_what_flips_without_a_reason(store: Store, make_case: Make, make_chain: Make, start: Make, name: str) -> None:
    measured, differs, expected = HISTORIES[name]
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        for i, stops in enumerate(measured):
            run = start(session)
            add_chain(session, run, make_chain(case, stops=stops, measured_at=f"2026-01-0{i + 1}"))
        assert bool(flipped(session, run)) is differs
        assert [words for words in flakes(session).values() if "GB" in " ".join(words)] == (
            [expected] if expected else []
        )
        (detail,) = case_details(session)
        cell = detail.lanes[0].cell(Stage.EXPORT)
        assert cell is not None
        assert cell.flaky == expected
        assert len(select_cells(session, parse("is:flaky stage:export"))) == bool(expected)


def test_another_text_or_engine_is_a_reason(store: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        add_chain(session, start(session), make_chain(case, measured_at="2026-01-01"))
        run = start(session)
        add_chain(session, run, make_chain(case, stops=FAIL, fingerprint="f" * 64, measured_at="2026-01-02"))
        assert not flipped(session, run)
        assert not flakes(session)


def test_the_chains_that_flipped_are_named(store: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        for stops, day in ((PASS, 1), (FAIL, 2)):
            run = start(session)
            for mode in (Mode.STRICT, Mode.NONSTRICT):
                moment = f"2026-01-0{day}"
                mine = stops if mode is Mode.STRICT else PASS
                add_chain(session, run, make_chain(case, mode=mode, stops=mine, measured_at=moment))
        assert flipped(session, run) == {(case.case, "original", Mode.STRICT)}
