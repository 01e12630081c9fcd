from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, update

from exportdb.plan import Plan, plan_chains
from exportdb.snapshots import HOST
from exportdb.store import Store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.schema import Run
from exportdb_engine.protocol import MODES, STAGES, Environment, Limits, Mode, Outcome, Stage

PIPELINE = STAGES[: STAGES.index(Stage.RETRACE) + 1]

Make = Callable[..., Any]
ENGINE = "e" * 64  # as in conftest.py
EXPORT_ONLY = (Stage.EAGER, Stage.EXPORT)


@pytest.fixture
def plan(store: Store, environment: Environment) -> Make:
    def make(*cases: Any, fresh: bool = False, **changes: Any) -> Plan:
        asked: dict[str, Any] = {
            "modes": MODES,
            "stages": PIPELINE,
            "limits": Limits(),
            "environment": environment,
            "engine_sha": ENGINE,
        }
        with store.read() as session:
            return plan_chains(None if fresh else session, cases, **{**asked, **changes})

    return make


@pytest.fixture
def measure(store: Store, make_chain: Make, start: Make) -> Make:
    """Stores chains of a case; each call is a run."""

    def add(case: Any, *, modes: tuple[Mode, ...] = MODES, **fields: Any) -> None:
        with store.write() as session:
            index_cases(session, [case])
            run = start(session)
            for variant in case.variants:
                for mode in modes:
                    add_chain(session, run, make_chain(case, variant=variant, mode=mode, **fields))

    return add


def places(plan: Plan) -> list[tuple[str, str, str]]:
    return [(job.case, job.variant, job.mode.value) for job in plan.jobs]


def test_everything_is_measured_once(plan: Make, measure: Make, make_case: Make) -> None:
    case = make_case(rewrites=("first", "second"))
    before = plan(case)
    assert places(before) == [("area/one", v, str(m)) for v in ("original", "first", "second") for m in MODES]
    assert before.jobs[0].sha256 == case.sha256
    assert before.jobs[0].stages == PIPELINE
    measure(case)
    assert plan(case) == Plan([], unchanged=6)
    assert len(plan(case, fresh=True).jobs) == 6
    assert plan(case, variants=["first"], modes=[Mode.STRICT]).unchanged == 1


def test_what_makes_a_difference(plan: Make, measure: Make, make_case: Make, environment: Environment) -> None:
    case = make_case()
    measure(case)
    for changes in (
        {"engine_sha": "f" * 64},
        {"limits": Limits(cpu_seconds=1.0)},
        {"environment": replace(environment, torch="2.14.0")},
        {"environment": replace(environment, packages={"numpy": "3.0"})},
    ):
        assert plan(case, **changes).unchanged == 0, changes
    assert plan(make_case(title="Edited")).unchanged == 0
    assert plan(case, stages=EXPORT_ONLY).unchanged == 2


def test_stages_that_were_not_asked_for_have_to_be_measured(plan: Make, measure: Make, make_case: Make) -> None:
    case = make_case()
    measure(case, stages=EXPORT_ONLY)
    assert plan(case).unchanged == 0
    assert plan(case, stages=EXPORT_ONLY).unchanged == 2
    measure(case)
    measure(case, stages=EXPORT_ONLY)
    assert plan(case).unchanged == 2


def test_a_result_that_was_replaced_by_another_does_not_stand(plan: Make, measure: Make, make_case: Make) -> None:
    """Otherwise the table would go on showing what came of the other limits."""
    case, short = make_case(), Limits(cpu_seconds=1.0)
    measure(case)
    measure(case, limits=short, stops={Stage.EXPORT: (Outcome.TIMEOUT, "CpuSeconds")})
    assert plan(case, limits=short).unchanged == 2
    assert plan(case).unchanged == 0


def test_what_comes_with_exportdb_keeps_nothing_from_being_measured_here(
    plan: Make, measure: Make, make_case: Make, store: Store
) -> None:
    case = make_case()
    measure(case)
    with store.write() as session:
        session.execute(update(Run).values(host=HOST))
    assert plan(case).unchanged == 0


LOWERED = (*PIPELINE, Stage("lower:onnxruntime"), Stage("lower:tvm"))


def test_a_backend_of_another_version_is_measured_anew_and_nothing_else(
    plan: Make, measure: Make, make_case: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = {"onnxruntime": "onnxruntime 1.32.0", "tvm": ""}
    monkeypatch.setattr("exportdb.plan.backend_versions", lambda: here)
    case = make_case()
    measure(case, stages=LOWERED, versions=here)
    assert plan(case, stages=LOWERED).unchanged == 2
    here = {**here, "onnxruntime": "onnxruntime 1.33.0"}
    jobs = plan(case, stages=LOWERED).jobs
    assert [job.stages for job in jobs] == [(Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage("lower:onnxruntime"))] * 2
    assert plan(case).unchanged == 2, "torch's own stages stand on no backend"
    here = {**here, "onnxruntime": "onnxruntime 1.32.0", "tvm": "apache-tvm 0.27.0"}
    assert [job.stages[-1] for job in plan(case, stages=LOWERED).jobs] == ["lower:tvm"] * 2, "it was not installed then"


def test_a_backend_that_was_not_reached_is_not_tried_again(
    plan: Make, measure: Make, make_case: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exportdb.plan.backend_versions", lambda: {"onnxruntime": "onnxruntime 1.33.0"})
    case = make_case()
    measure(case, stages=LOWERED, stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")})
    assert plan(case, stages=LOWERED).unchanged == 2


def test_a_program_that_was_refused_is_not_exported_again_for_a_backend(
    plan: Make, measure: Make, make_case: Make
) -> None:
    case = make_case()
    measure(case, stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")})
    assert plan(case, stages=LOWERED).unchanged == 2
    assert plan(case, stages=LOWERED, engine_sha="f" * 64).unchanged == 0
    measure(case)
    assert plan(case, stages=LOWERED).unchanged == 0


def test_only_what_is_missing_is_measured(plan: Make, measure: Make, make_case: Make) -> None:
    case = make_case()
    measure(case)
    jobs = plan(case, stages=LOWERED[:-1]).jobs
    assert {job.stages for job in jobs} == {(Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage("lower:onnxruntime"))}


@pytest.mark.parametrize(("code", "unchanged"), [("Requires", 2), ("Changed", 0), ("Unreadable", 0)])
def test_a_skip_that_says_nothing_of_the_case_is_tried_again(
    plan: Make, measure: Make, make_case: Make, code: str, unchanged: int
) -> None:
    case = make_case()
    measure(case, stops={Stage.EAGER: (Outcome.SKIP, code)})
    assert plan(case).unchanged == unchanged


def test_long_chains_come_first(plan: Make, measure: Make, make_case: Make) -> None:
    quick, new, slow = (make_case(f"area/{name}") for name in ("quick", "new", "slow"))
    assert places(plan(quick, new, slow, modes=[Mode.STRICT])) == [
        (name, "original", "strict") for name in ("area/quick", "area/new", "area/slow")
    ]
    measure(quick, seconds=0.1)
    measure(slow, seconds=9.0)
    again = plan(quick, new, slow, modes=[Mode.STRICT], engine_sha="f" * 64)
    assert [case for case, *_ in places(again)] == ["area/slow", "area/new", "area/quick"]


def test_the_database_is_asked_once_however_many_cases_there_are(
    plan: Make, measure: Make, make_case: Make, store: Store
) -> None:
    cases = [make_case(f"area/case{i}") for i in range(20)]
    for case in cases:
        measure(case)
    said: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement))
    assert plan(*cases).unchanged == 40
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 1
