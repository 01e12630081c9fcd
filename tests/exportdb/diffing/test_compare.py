"""What changed between two runs: one row a way in which a result can come to differ, and its cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exportdb.diffing import Comparison, compare, load_side, resolve_run
from exportdb.errors import QueryError
from exportdb.store import Store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb_engine.protocol import Chain, Environment, Limits, Outcome, Stage
from exportdb_engine.protocol.casefile import CaseFile

GB1 = {Stage.EXPORT: (Outcome.FAIL, "GB0001")}
GB2 = {Stage.EXPORT: (Outcome.FAIL, "GB0002")}
WRONG = {Stage.RUN: (Outcome.WRONG, "ValuesDiffer")}
LATE = {Stage.SERIALIZE: (Outcome.INTERNAL, "AssertionError")}


@pytest.fixture
def difference(
    store: Store,
    environment: Environment,
    make_case: Callable[..., CaseFile],
    make_chain: Callable[..., Chain],
    start: Callable[..., int],
) -> Callable[..., Comparison]:
    """Measures a case twice, with ``before`` and ``after`` given to make_chain, and compares the runs."""

    def measure(
        before: dict[str, Any], after: dict[str, Any], *, edited: bool = False, torch: str = "", engine: str = ""
    ) -> Comparison:
        case = make_case()
        later = make_case(explanation="Now explained in other words.") if edited else case
        changes: dict[str, Any] = {"environment": replace(environment, torch=torch)} if torch else {}
        changes |= {"engine": engine} if engine else {}
        with store.write() as session:
            runs = []
            for text, fields, circumstances in ((case, before, {}), (later, after, changes)):
                index_cases(session, [text])
                run = start(session, **circumstances)
                add_chain(session, run, make_chain(text, **fields))
                finish_run(session, run, "finished")
                runs.append(run)
        with store.read() as session:
            return compare(*(load_side(session, run) for run in runs))

    return measure


def test_equal_measurements_do_not_differ(difference: Callable[..., Comparison]) -> None:
    comparison = difference({"stops": GB1}, {"stops": GB1})
    assert not comparison.differs
    assert comparison.same == 2


@pytest.mark.parametrize(
    ("after", "circumstances", "causes"),
    [
        ({}, {}, ("flake",)),
        ({"limits": Limits(cpu_seconds=1)}, {}, ("limits changed",)),
        ({}, {"edited": True}, ("case edited",)),
        ({}, {"torch": "2.15.0"}, ("torch changed",)),
        ({}, {"engine": "f" * 64}, ("engine changed",)),
        ({}, {"edited": True, "torch": "2.15.0"}, ("case edited", "torch changed")),
    ],
)
def test_the_cause_of_a_change(
    difference: Callable[..., Comparison],
    after: dict[str, Any],
    circumstances: dict[str, Any],
    causes: tuple[str, ...],
) -> None:
    comparison = difference({}, {"stops": LATE, **after}, **circumstances)
    (change,) = comparison.changed
    assert (change.stage, change.transition, change.causes) == ("serialize", "pass -> internal", causes)
    assert comparison.by_cause() == {" and ".join(causes): 1}
    assert comparison.by_transition() == {"pass -> internal": 1}
    assert comparison.same == 6


def test_another_code_is_a_change_and_another_message_is_listed_apart(difference: Callable[..., Comparison]) -> None:
    (change,) = difference({"stops": GB1}, {"stops": GB2}).changed
    assert (change.before.code, change.after.code) == ("GB0001", "GB0002")  # type: ignore[union-attr]


def test_stages_behind_a_change_are_not_changes_of_their_own(difference: Callable[..., Comparison]) -> None:
    comparison = difference({}, {"stops": WRONG})
    assert [change.stage for change in comparison.changed] == ["run"]
    behind = ["generalize", "decompose", "serialize", "retrace"]
    assert [change.stage for change in comparison.reach_changed] == behind
    assert {change.transition for change in comparison.reach_changed} == {"pass -> not reached"}
    assert not comparison.added
    assert not comparison.removed


def test_a_stage_that_was_not_asked_for_is_added_or_still_stands(difference: Callable[..., Comparison]) -> None:
    few = {"stages": (Stage.EAGER, Stage.EXPORT)}
    assert not difference({}, few).differs  # what run 1 measured of the other stages is still so
    assert [change.stage for change in difference(few, few, torch="2.15.0").added] == []


def test_a_stage_that_can_no_longer_be_reached_does_not_stand(difference: Callable[..., Comparison]) -> None:
    comparison = difference({}, {"stages": (Stage.EAGER, Stage.EXPORT), "stops": GB1})
    assert [change.stage for change in comparison.changed] == ["export"]
    assert len(comparison.removed) + len(comparison.reach_changed) == 5


def test_a_run_that_measures_little_takes_the_rest_from_before(
    store: Store,
    make_case: Callable[..., CaseFile],
    make_chain: Callable[..., Chain],
    start: Callable[..., int],
) -> None:
    cases = [make_case(f"area/{name}") for name in ("one", "two")]
    with store.write() as session:
        index_cases(session, cases)
        first = start(session)
        for case in cases:
            add_chain(session, first, make_chain(case))
        second = start(session)
        add_chain(session, second, make_chain(cases[0], stops=LATE))
    with store.read() as session:
        comparison = compare(load_side(session, first), load_side(session, second))
    assert [(change.case, change.stage) for change in comparison.changed] == [("area/one", "serialize")]
    assert not comparison.removed


def test_a_message_alone_is_listed_apart(
    store: Store,
    make_case: Callable[..., CaseFile],
    make_chain: Callable[..., Chain],
    start: Callable[..., int],
) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        for said in ("one reason", "another reason"):
            chain = make_chain(case, stops=GB1)
            cells = (*chain.cells[:-1], replace(chain.cells[-1], signature=said))
            add_chain(session, start(session), replace(chain, cells=cells))
    with store.read() as session:
        comparison = compare(load_side(session, 1), load_side(session, 2))
    assert not comparison.changed
    (change,) = comparison.message_changed
    assert (change.before.signature, change.after.signature) == ("one reason", "another reason")  # type: ignore[union-attr]


@pytest.fixture
def three_runs(store: Store, environment: Environment, start: Callable[..., int]) -> Store:
    with store.write() as session:
        for torch in ("2.13.0+cpu", "2.15.0", "2.13.1+cpu"):
            start(session, environment=replace(environment, torch=torch))
    return store


@pytest.mark.parametrize(
    ("text", "run"), [("1", 1), ("last", 3), ("prev", 2), ("2.13", 3), ("2.13.0", 1), ("2.15", 2), (">=2.14", 2)]
)
def test_how_a_run_is_named(three_runs: Store, text: str, run: int) -> None:
    with three_runs.read() as session:
        assert resolve_run(session, text) == run


@pytest.mark.parametrize(
    ("text", "message"), [("9", "there is no run 9"), ("2.7", "no run has torch 2.7"), ("new", "'new' is no run")]
)
def test_a_run_that_is_none(three_runs: Store, text: str, message: str) -> None:
    with three_runs.read() as session:
        with pytest.raises(QueryError, match=message) as caught:
            resolve_run(session, text)
        assert caught.value.hint


def test_one_case_alone(store: Store, three_runs: Store) -> None:
    with store.read() as session:
        side = load_side(session, 1, ["area/one"])
    assert side.cells == {}
