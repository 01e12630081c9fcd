from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from exportdb.errors import StoreError
from exportdb.store import Store, open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.reads import EnvironmentView, case_detail, case_details, environments, main_environment, runs
from exportdb.store.summaries import failures, matrix, summarize
from exportdb_engine.protocol import ORIGINAL, Environment, Mode, Outcome, Stage
from exportdb_engine.protocol.casefile import parse_case


def environment(torch: str, newest_run: int, key: str = "") -> EnvironmentView:
    return EnvironmentView(key or torch, torch, "3.11.7", "cpython", "linux-x86_64", "cpu", {}, newest_run)


def test_a_case_with_all_that_was_measured(filled_db: Path) -> None:
    with open_store(str(filled_db), readonly=True).read() as session:
        detail, known = case_detail(session, "flow/branch"), environments(session)
        assert case_detail(session, "flow/none") is None
    assert detail is not None
    assert [e.label for e in known] == ["torch 2.13.0+cpu", "torch 2.9.1"]
    newest, older = (e.key for e in known)
    assert (detail.title, detail.tags, detail.issues) == (
        "Branch on a value",
        ("python.if", "torch.cond"),
        ("pytorch/pytorch#1",),
    )
    assert detail.expected(Mode.STRICT) == "export: GB0170"
    assert [(lane.variant, str(lane.mode)) for lane in detail.lanes if lane.environment == newest] == [
        (variant, mode) for variant in (ORIGINAL, "torch.cond", "smaller example") for mode in ("strict", "nonstrict")
    ]
    lane = detail.lane(older, ORIGINAL, Mode.STRICT)
    assert lane is not None
    assert (lane.status, [str(cell.stage) for cell in lane.cells]) == ("export: GB0170", ["eager", "export"])
    assert lane.asked == {stage for stage in Stage if stage.order <= Stage.RETRACE.order}
    rewritten = detail.lane(newest, "torch.cond", Mode.NONSTRICT)
    assert rewritten is not None
    assert rewritten.export is not None
    assert rewritten.export.operators == {"aten.sin.default": 1, "cond": 1}
    assert rewritten.export.guards[0].line == 27
    assert detail.proof("torch.cond", newest).state == "verified"
    assert detail.proof("torch.cond", newest).runs == (2,)
    assert detail.proof("smaller example", older).stops == (
        (Mode.STRICT, "retrace: RuntimeError"),
        (Mode.NONSTRICT, "retrace: RuntimeError"),
    )
    assert detail.proof("torch.cond", None).state == "unmeasured"


def test_sums(filled_db: Path) -> None:
    with open_store(str(filled_db), readonly=True).read() as session:
        details, key = case_details(session), environments(session)[0].key
        assert [(run.id, run.status, run.chains) for run in runs(session)] == [(2, "finished", 15), (1, "finished", 10)]
    summaries = {summary.case: summary for summary in summarize(details, key)}
    branch, idle = summaries["flow/branch"], summaries["flow/idle"]
    assert branch.statuses[Mode.STRICT] == "export: GB0170"
    assert branch.outcomes[Mode.STRICT] is Outcome.FAIL
    assert branch.rewrites == {"verified": ("torch.cond",), "refuted": ("smaller example",)}
    assert (idle.statuses, idle.passes) == ({}, None)
    shares = matrix(details, key)
    assert sorted(shares) == ["flow", "sizes", "torch-exportdb"]
    assert shares["flow"][Mode.STRICT, Stage.EXPORT].percent == 0
    assert shares["flow"][Mode.STRICT, Stage.RUN].measured == 2
    assert shares["torch-exportdb"][Mode.NONSTRICT, Stage.RETRACE].percent == 100
    found = failures(details, key)
    assert {group.code: group.cases for group in found if group.code.startswith("GB")} == {"GB0170": ("flow/branch",)}


def test_the_number_of_statements_does_not_grow_with_the_cases(filled_db: Path) -> None:
    store = open_store(str(filled_db), readonly=True)
    counts = []
    for names in (["flow/branch", "torch-exportdb/dims"], None):
        seen: list[str] = []

        def note(*args: object, seen: list[str] = seen) -> None:
            seen.append(str(args[2]))

        event.listen(store.engine, "before_cursor_execute", note)
        with store.read() as session:
            case_details(session, names)
        event.remove(store.engine, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("named", "prefer", "expected"),
    [
        (None, None, "2.9.1"),
        (None, "2.13", "2.13.0+cpu"),
        (None, "2.5", "2.9.1"),
        ("2.13", None, "2.13.0+cpu"),
        ("2.15", "2.13", "2.15.0"),
        ("ke", None, "2.15.0"),
    ],
)
def test_the_environment_that_comes_first(named: str | None, prefer: str | None, expected: str) -> None:
    known = [environment("2.15.0", 1, "key"), environment("2.13.0+cpu", 2), environment("2.9.1", 3)]
    chosen = main_environment(known, named=named, prefer=prefer)
    assert chosen is not None
    assert chosen.torch == expected


def test_a_bisection_does_not_come_first() -> None:
    wide = replace(environment("2.13.0+cpu", 1, "wide"), cells=900)
    narrow = replace(environment("2.13.0", 2, "narrow"), cells=2)
    assert main_environment([wide, narrow], named="2.13") is main_environment([narrow, wide], prefer="2.13") is wide
    assert main_environment([wide, narrow], named="narrow") is narrow


def test_an_environment_that_is_not_there() -> None:
    assert main_environment([]) is None
    with pytest.raises(StoreError, match=r"in an environment '2\.1'") as caught:
        main_environment([environment("2.13.0+cpu", 1, "abc")], named="2.1")
    assert "2.13.0+cpu (abc)" in caught.value.hint


def test_each_release_has_its_own_text_of_an_example_of_pytorch(
    store: Store, make_chain: Callable[..., Any], start: Callable[..., int]
) -> None:
    text = "import torch\nfrom torch._export.db.case import SupportLevel\nexample_args = ()\nmodel = torch.nn.ReLU()\n"
    texts = [
        parse_case(
            f"{text}# {number}\n".encode(),
            Path("one.py"), case="torch-exportdb/one", collection="torch-exportdb", foreign=True,
        )
        for number in range(2)
    ]  # fmt: skip
    with store.write() as session:
        index_cases(session, texts[:1])
        index_cases(session, texts[1:], aside=["torch-exportdb"])
        for torch, case in (("2.13.0", texts[0]), ("2.15.0", texts[1]), ("2.13.0", texts[1])):
            run = start(session, environment=Environment("3.11", "cpython", torch, "linux"))
            add_chain(session, run, make_chain(case))
    with store.read() as session:
        detail = case_detail(session, "torch-exportdb/one")
        keys = {e.torch: e.key for e in environments(session)}
    assert detail is not None
    assert detail.sha256 == texts[0].sha256  # that of another torch does not become the current one
    assert {lane.environment for lane in detail.lanes} == set(keys.values())
    assert len(detail.lanes) == 2
