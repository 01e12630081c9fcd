from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exportdb.forecast import Forecast, expected_seconds, span
from exportdb.store import Store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb_engine.protocol import Job, Mode, Outcome, Stage

Make = Callable[..., Any]
STAGES = (Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage("lower:tvm"))


def job(case: Any, *stages: Stage) -> Job:
    return Job(case.case, "core", "", case.sha256, "original", Mode.STRICT, stages or STAGES)


@pytest.fixture
def stored(store: Store, make_case: Make, make_chain: Make, start: Make) -> Make:
    """Stores a chain, each of whose stages took so many seconds."""

    def add(name: str, seconds: float, stages: tuple[Stage, ...] = STAGES, **fields: Any) -> Any:
        case = make_case(name)
        chain = make_chain(case, stages=stages, **fields)
        chain = replace(chain, cells=tuple(replace(cell, seconds=seconds) for cell in chain.cells))
        with store.write() as session:
            index_cases(session, [case])
            add_chain(session, start(session), chain)
        return case

    return add


def test_a_chain_takes_as_long_as_it_took_and_a_new_one_the_median(store: Store, stored: Make, make_case: Make) -> None:
    slow, quick = stored("area/slow", 3.0), stored("area/quick", 1.0)
    stored("area/slower", 5.0)
    new = make_case("area/new")
    with store.read() as session:
        found = expected_seconds(session, [job(slow), job(quick), job(new), job(new, Stage.EAGER)][:3])
    assert [found[name, "original", "strict"] for name in ("area/slow", "area/quick", "area/new")] == [12.0, 4.0, 12.0]


def test_a_backend_that_is_new_to_a_chain_takes_its_median_unless_it_is_out_of_reach(
    store: Store, stored: Make
) -> None:
    stored("area/one", 2.0)
    reached = stored("area/reached", 1.0, stages=STAGES[:3])
    refused = stored("area/refused", 1.0, stages=STAGES[:3], stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")})
    with store.read() as session:
        found = expected_seconds(session, [job(reached), job(refused)])
    assert found == {("area/reached", "original", "strict"): 5.0, ("area/refused", "original", "strict"): 2.0}


def test_an_empty_store_tells_nothing(store: Store, make_case: Make) -> None:
    with store.read() as session:
        assert expected_seconds(session, [job(make_case())]) == {}
    assert Forecast({}, 2, {("a", "b", "c")}).left() is None


def test_the_time_left_follows_the_pace_of_the_run() -> None:
    places = [(f"area/{number}", "original", "strict") for number in range(4)]
    clock = iter([100.0, 130.0, 190.0])
    forecast = Forecast(dict.fromkeys(places, 10.0), 2, set(places), now=lambda: next(clock))
    assert forecast.left() == 20.0, "40 seconds on two processes"
    forecast.finished(places[0])
    assert forecast.left() == 90.0, "10 of them took 30"
    for place in places:
        forecast.finished(place)
    assert forecast.left() == 0.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (89, "89 s"), (100, "2 min"), (5000, "83 min"), (7800, "2 h 10 min")],
)
def test_durations_as_people_say_them(seconds: float, text: str) -> None:
    assert span(seconds) == text
