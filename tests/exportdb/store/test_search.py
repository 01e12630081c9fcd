from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportdb.store import Store
from exportdb.store.fulltext import program_text
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.search import search_cases, search_failures
from exportdb_engine.protocol import Outcome, Stage

Make = Callable[..., Any]
WORDS_OF_A_CASE = "title why dynamic-value sin label kept helper attribute GB0170 strict neighbour 77 issues"


@pytest.fixture
def filled(store: Store, make_case: Make, make_chain: Make, start: Make) -> Store:
    cases = [
        make_case("flow/branch", title="Branch on the value of a tensor", tags={"torch.dynamic-value"}),
        make_case("flow/cond", title="Conditional with torch.cond", explanation="Unlike a branch, it is traced."),
        make_case("basics/item", title="Read a number", extra="# x.item() in the source"),
    ]
    with store.write() as session:
        index_cases(session, cases)
        run = start(session)
        add_chain(session, run, make_chain(cases[0], stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")}))
        add_chain(
            session, run, make_chain(cases[1], stops={Stage.EXPORT: (Outcome.FAIL, "GuardOnDataDependentSymNode")})
        )
        add_chain(session, run, make_chain(cases[2], stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")}))
    return store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("branch", ["flow/branch", "flow/cond"]),  # in the title before in the explanation
        ("condit", ["flow/cond"]),  # the last word may go on
        ("traced cond", ["flow/cond"]),  # all of the words
        ("conditional zebra", ["flow/cond"]),  # or else any of them
        ("torch.cond", ["flow/cond"]),
        ("dynamic-value", ["flow/branch"]),
        ("item()", ["basics/item"]),
        ('"value of a"', ["flow/branch"]),
        ('"of value"', []),
        ("BRANCH", ["flow/branch", "flow/cond"]),
        ("zebra", []),
        ("", []),
        ("  ", []),
        ('"', []),
        ("(*)", []),
    ],
)
def test_search_cases(filled: Store, text: str, found: list[str]) -> None:
    with filled.read() as session:
        hits = search_cases(session, text)
    assert [hit.case for hit in hits] == found
    assert all(hit.snippet.count("[") == hit.snippet.count("]") > 0 for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_what_a_case_states_of_itself_is_not_its_program(store: Store, make_case: Make) -> None:
    extra = (
        'expect = {\n    "strict": "export: GB0170",\n}\nnear = ["area/neighbour"]; _é = "kept"; issues = ["a/b#77"]\n'
        '_near = "helper"\nmodel.near, _x = "attribute", 1\n'
    )
    with store.write() as session:
        index_cases(session, [make_case(tags={"torch.dynamic-value"}, rewrites=("label",), extra=extra)])
    with store.read() as session:
        found = [w for w in WORDS_OF_A_CASE.split() if search_cases(session, f'"{w}"')]
    assert found == ["title", "why", "dynamic-value", "sin", "label", "kept", "helper", "attribute"]


def test_what_is_no_program_is_searched_as_it_is() -> None:
    assert program_text("near = [") == "near = ["
    assert program_text('"""Title\n\nWhy.\n"""\na = "kept"\n') == '\na = "kept"\n'
    assert program_text('a = 1\ntags = {"x"}  # why\nnear: list[str] = []\nb = 2\n') == "a = 1\n  # why\n\nb = 2\n"


def test_search_failures(filled: Store) -> None:
    with filled.read() as session:
        (hit,) = search_failures(session, "GB0170")
        assert (hit.code, hit.signature) == ("GB0170", "GB0170: it stopped at line N")
        assert (hit.cells, hit.cases) == (2, ("basics/item", "flow/branch"))
        assert [hit.code for hit in search_failures(session, "stopped", limit=1)] == ["GB0170"]
        assert len(search_failures(session, "stopped at line 12")) == 2


@given(st.text(alphabet=st.sampled_from("ab\"'*()+-:^{}[].,NEAR OTD\0\n") | st.characters(), max_size=20))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_will_do(filled: Store, text: str) -> None:
    with filled.read() as session:
        search_cases(session, text)
        search_failures(session, text)
