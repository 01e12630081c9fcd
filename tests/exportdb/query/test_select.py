"""Every filter on a small database: the query, and the cells that it lists. See conftest.py for their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from exportdb.errors import QueryError
from exportdb.expectation import judge
from exportdb.query import CellRow, count_cells, hints, parse, select_cases, select_cells
from exportdb.query.registry import filters
from exportdb_engine.protocol import Cell, Mode, Outcome, Stage
from exportdb_engine.protocol.casefile import CaseFile

Names = Callable[[list[CellRow]], set[str]]

B, C, S = "bse bne", "cse csr cne cnr", "sse ssr sne snr"
V, W = "vse vsr vne vnr", "wse wne wnr"
ALL = f"{B} {C} {S} {V} {W}"

TABLE = [
    ("", ALL),
    # cases
    ("case:flow/static", S),
    ("case:flow/*", f"{B} {C} {S}"),
    ("case:flow/static,shapes/view", f"{S} {V} {W}"),
    ("case:flow", ""),
    ('case:"flow/*"', ""),
    ("-case:flow/*", f"{V} {W}"),
    ("area:flow", f"{B} {C} {S}"),
    ("area:sh*", f"{V} {W}"),
    ("area:flo", ""),
    ("collection:core", ALL),
    ("-collection:core", ""),
    ("tag:python.if", f"{B} {C} {S}"),
    ("tag:torch.*", f"{B} {C} {V} {W}"),
    ("tag:python.if tag:torch.cond", f"{B} {C}"),
    ("tag:python.if not tag:torch.cond", S),
    ("tag:torch", ""),
    # parts of a case, and of a program
    ("has:rewrite", f"{B} {C}"),
    ("-has:rewrite", f"{S} {V} {W}"),
    ("has:issue,near", f"{B} {C} {S}"),
    ("has:guards", V),
    ("op:aten.sin.default", f"{C} {S} {V} {W}"),
    ("op:aten.static.*", S),
    ("-op:aten.sin.*", B),
    ("modes:differ", V),
    ("modes:agree", f"{C} {S}"),
    ("-modes:agree,differ", f"{B} {W}"),
    # text, in cases and in messages
    ('"x.sum().item()"', f"{B} {C}"),
    ("REWRITE", S),
    ("data-dependent", B),
    ("view", f"{V} {W}"),
    ('"not supported"', W),
    ("expres*", B),
    ("-shape", f"{B} {C} {S}"),
    # cells
    ("mode:strict", "bse cse csr sse ssr vse vsr wse"),
    ("stage:run", "csr cnr ssr snr vsr vnr wnr"),
    ("-stage:run", "bse bne cse cne sse sne vse vne wse wne"),
    ("outcome:fail,wrong", "bse bne vsr wse"),
    ("-outcome:pass", "bse bne vsr vnr wse"),
    ("code:GB0170", "bse"),
    ("code:GB*", "bse wse"),
    ("-code:GB* -outcome:pass", "bne vsr vnr"),
    ("variant:cond", C),
    ("variant:original area:flow", f"{B} {S}"),
    ("is:rewrite", C),
    ("is:original outcome:fail", "bse bne wse"),
    ("is:unexpected", "vsr wse"),
    ("-is:unexpected area:shapes", "vse vne vnr wne wnr"),
    ("torch:2.13", f"{B} {C} {S} {V}"),
    ("torch:>=2.14", W),
    ("torch:2.9..2.15", ALL),
    ("torch:2.14,2.15", W),
    ("-torch:2.13", W),
    ("since:2.15", ""),  # the releases were measured on devices of two kinds
    ("fixed:2.15", ""),
    ("regressed:2.15", ""),
    ("python:3.12", W),
    ("device:cuda*", W),
    ("device:cpu", f"{B} {C} {S} {V}"),
    ("env:0123456789abcdef", ""),
    ("run:1", f"{B} {C} {S} {V}"),
    ("run:last", W),
    ("run:prev,last", ALL),
    # outcomes: the cells that show them
    ("strict:fail", "bse wse"),
    ("strict:fail,wrong", "bse wse vsr"),
    ("nonstrict:fail", "bne"),
    ("strict:pass", "cse csr sse ssr"),
    ("nonstrict:pass", "cne cnr sne snr vne wne wnr"),
    ("strict:fail nonstrict:pass", "wse wne wnr"),
    ("strict:wrong nonstrict:skip", "vsr vnr"),
    ("export:fail", "bse bne wse"),
    ("export:pass", "cse cne sse sne vse vne"),
    ("run:wrong", "vsr"),
    ("strict.export:fail", "bse wse"),
    ("nonstrict.export:pass strict.export:fail", "wse wne"),
    ("lower.aoti:wrong", ""),
    ("-strict:pass", f"{B} {V} {W}"),
    ("-strict:pass -strict:fail", V),
    ("strict:fail -nonstrict:fail", "wse"),
    ("strict:fail stage:run", ""),
    ("export:fail mode:strict", "bse wse"),
    ("run:1 strict:fail", "bse"),
    ("tag:torch.cond strict:fail nonstrict:fail torch:>=2.11 item", "bse bne"),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_the_cells_that_a_query_lists(sample: Session, names: Names, text: str, expected: str) -> None:
    query = parse(text)
    assert names(select_cells(sample, query)) == set(expected.split())
    assert count_cells(sample, query)["cells"] == len(expected.split())
    assert sum(count_cells(sample, query, by="outcome").values()) == len(expected.split())
    assert query.sentence()


def test_every_filter_is_in_the_table() -> None:
    used = {term.filter.name for text, _ in TABLE for term in parse(text).terms}
    assert used == set(filters())


def test_a_row_says_all_that_was_measured(sample: Session) -> None:
    (row,) = select_cells(sample, parse("code:GB0170"))
    assert (row.case, row.variant, row.collection, row.torch, row.device) == (
        "flow/branch", "original", "core", "2.13.0+cpu", "cpu",
    )  # fmt: skip
    assert (row.mode, row.stage, row.outcome, row.code, row.seconds, row.run) == (
        "strict", "export", "fail", "GB0170", 0.5, 1,
    )  # fmt: skip
    assert row.message == row.signature == "Data-dependent branching on a tensor"
    assert len(row.environment) == 16


def test_cells_come_by_case_original_first_strict_first(sample: Session) -> None:
    rows = select_cells(sample, parse("case:flow/branch"))
    assert [(row.variant, row.mode, row.stage) for row in rows] == [
        ("original", "strict", "export"),
        ("original", "nonstrict", "export"),
        ("cond", "strict", "export"),
        ("cond", "strict", "run"),
        ("cond", "nonstrict", "export"),
        ("cond", "nonstrict", "run"),
    ]
    assert select_cells(sample, parse("case:flow/branch"), limit=2) == rows[:2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["flow/branch", "flow/static", "shapes/view"]),
        ("tag:python.if", ["flow/branch", "flow/static"]),
        ("item", ["flow/branch"]),
        ("expres*", []),  # in a message alone: a query without results is about the cases
        ("has:near", ["flow/static"]),
        ("-has:rewrite area:flow", ["flow/static"]),
        ("strict:fail", ["flow/branch", "shapes/view"]),
        ("is:unexpected", ["shapes/view"]),
    ],
)
def test_the_cases_that_a_query_selects(
    sample: Session, case_files: list[CaseFile], text: str, expected: list[str]
) -> None:
    query = parse(text)
    assert select_cases(sample, query) == expected
    if not query.needs_results:
        assert [case.case for case in case_files if query.matches(case)] == expected


def test_unexpected_means_what_the_judge_says(sample: Session, case_files: list[CaseFile]) -> None:
    cases = {case.case: case for case in case_files}
    unexpected = select_cells(sample, parse("is:unexpected"))
    for row in select_cells(sample, parse("")):
        cell = Cell(Stage(row.stage), Outcome(row.outcome), row.code)
        (verdict,) = judge(cases[row.case].expected(Mode(row.mode), row.variant), [cell])
        assert verdict.expected == (row not in unexpected), row


def test_counting_by_a_field(sample: Session) -> None:
    assert count_cells(sample, parse("-outcome:pass"), by="code") == {
        "": 1, "GB0059": 1, "GB0170": 1, "GuardOnDataDependentSymNode": 1, "ValueDiffers": 1,
    }  # fmt: skip
    assert count_cells(sample, parse("area:flow"), by="case") == {"flow/branch": 6, "flow/static": 4}


def test_a_run_is_named_once(sample: Session, names: Names) -> None:
    assert names(select_cells(sample, parse("area:shapes"), run=2)) == set(W.split())
    with pytest.raises(QueryError, match="run 1, and run 2"):
        select_cells(sample, parse("run:1"), run=2)
    with pytest.raises(QueryError, match="there is no run 9") as caught:
        select_cells(sample, parse("run:9"))
    assert "2, 1" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tag:torch.cnd", "nothing has tag:torch.cnd; did you mean 'torch.cond'?"),
        ("case:flow/brunch", "nothing has case:flow/brunch; did you mean 'flow/branch'?"),
        ("torch:2.7", "nothing has torch:2.7; there are 2.13.0+cpu, 2.15.0"),
        ("variant:zzz", "nothing has variant:zzz; there are cond, original"),
        ("tag:torch.cond torch:2.15", None),
    ],
)
def test_hints_name_the_value_that_nothing_has(sample: Session, text: str, hint: str | None) -> None:
    assert select_cells(sample, parse(text)) == []
    assert hints(sample, parse(text)) == ([hint] if hint else [])
