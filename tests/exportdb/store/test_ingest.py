from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from exportdb.errors import StoreError
from exportdb.store import Store
from exportdb.store.chains import chains_of
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb.store.schema import Failure, Run, Text_
from exportdb_engine.protocol import Export, Guard, Mode, Outcome, RangeConstraint, Stage, Symbol, Value

Make = Callable[..., Any]
EXPORT = Export(
    graph="graph():\n    return x",
    inputs=(Value("x", "USER_INPUT", type="f32[s77, 4]"),),
    outputs=(Value("sin", "USER_OUTPUT"),),
    operators={"aten.sin.default": 2},
    ranges=(RangeConstraint("s77", "2", "int_oo"),),
    symbols=(
        Symbol("s77", 3, "L['x'].size()[0]", "2", "int_oo", 12, "if x.shape[0] > 2:"),
        Symbol("u0", None, None, None, None),
    ),
    guards=(Guard("s77 > 2", 12, "if x.shape[0] > 2:"),),
)
REFUSED = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}


def test_a_chain_comes_back_as_it_went_in(store: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    case = make_case(rewrites=("other",))
    moment = "2026-11-22T21:00:00.000000+00:00"
    chains = [
        make_chain(case, export=EXPORT, output="it prints", seconds=1.5, measured_at=moment),
        make_chain(case, mode=Mode.NONSTRICT, stops=REFUSED, measured_at=moment),
        make_chain(case, variant="other", stages=(Stage.EAGER,), measured_at=moment),
    ]
    with store.write() as session:
        index_cases(session, [case])
        run = start(session)
        assert [add_chain(session, run, chain) for chain in chains] == [True, True, True]
        assert [add_chain(session, run, chain) for chain in chains] == [False, False, False]
    with store.read() as session:
        assert [chain for _, chain in chains_of(session, run)] == chains


def test_equal_contents_are_stored_once(store: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        for _ in range(3):
            run = start(session)
            add_chain(session, run, make_chain(case, stops=REFUSED, output="noise"))
            add_chain(session, run, make_chain(case, mode=Mode.NONSTRICT, export=EXPORT, output="noise"))
            finish_run(session, run, "finished")
        assert session.query(Failure).count() == 1
        assert session.query(Text_).count() == 2
        assert len({run.environment_id for run in session.scalars(select(Run))}) == 1
        assert (
            session.execute(text("SELECT count(*) FROM failures_fts WHERE failures_fts MATCH 'GB0170'")).scalar() == 1
        )


def test_what_a_database_does_not_take_is_stored_all_the_same(
    store: Store, make_case: Make, make_chain: Make, start: Make
) -> None:
    case = make_case()
    with store.write() as session:
        index_cases(session, [case])
        run = start(session)
        add_chain(
            session, run, make_chain(case, output="\udc80 and \0", stops={Stage.RUN: (Outcome.FAIL, "A\0B\ud800")})
        )
    with store.read() as session:
        ((_, chain),) = chains_of(session, run)
    assert chain.output == "? and \\0"
    assert chain.cells[-1].code == "A\\0B?"


def test_a_result_about_an_unknown_text_is_refused(
    store: Store, make_case: Make, make_chain: Make, start: Make
) -> None:
    with store.write() as session, pytest.raises(StoreError, match="area/one"):
        add_chain(session, start(session), make_chain(make_case()))
