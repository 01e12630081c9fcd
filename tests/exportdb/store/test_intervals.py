from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportdb.query import parse, select_cells
from exportdb.releases import release_key
from exportdb.store import Store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb.store.intervals import line_of, releases, seen, support, turns
from exportdb.store.lanes import case_detail
from exportdb.store.reads import environments
from exportdb_engine.protocol import ORIGINAL, Environment, Mode, Outcome, Stage

Make = Callable[..., Any]
RELEASES = ["2.5.1", "2.6.0", "2.8.0", "2.9.1", "2.10.0", "2.12.0", "2.15.0"]
SIGNS = {"+": True, "-": False, "?": None}
#: What came of each of RELEASES: it holds, does not, was not measured -> how it is said.
WORDS = {
    "???????": "not measured",
    "-------": "never yet",
    "?-?-???": "never yet (2.10, 2.12 and 2.15 not measured)",
    "+++++++": "at or before 2.5.1",
    "--+++++": "since 2.8",
    "-?+++++": "since 2.8 or earlier, after 2.5.1",
    "??+++++": "at or before 2.8",
    "--+++??": "since 2.8 (2.12 and 2.15 not measured)",
    "--+++-?": "2.8 to 2.10 (2.15 not measured)",
    "-+++-++": "2.6 to 2.9.1, again since 2.12",
    "-++?-++": "2.6 to 2.8 or later, before 2.10, again since 2.12",
    "++----+": "at or before 2.5.1, up to 2.6, again since 2.15",
    "+-----+": "up to 2.5.1, again since 2.15",
    "---+---": "2.9.1",
    "-+?+?++": "since 2.6",
}


def line(signs: str) -> list[tuple[str, bool | None]]:
    return [(release, SIGNS[sign]) for release, sign in zip(RELEASES, signs, strict=True)]


@pytest.mark.parametrize("signs", WORDS)
def test_the_words(signs: str) -> None:
    assert support(line(signs)).words() == WORDS[signs]


lines = st.lists(st.sampled_from([True, False, None]), max_size=12).map(
    lambda found: [(f"2.{number}.0", holds) for number, holds in enumerate(found, 5)]
)


@given(lines)
def test_intervals_say_what_was_measured_and_no_more(drawn: list[tuple[str, bool | None]]) -> None:
    found = support(drawn)
    by_release = dict(drawn)
    assert [*found.measured] == [r for r, holds in drawn if holds is not None]
    assert [*found.unmeasured] == [r for r, holds in drawn if holds is None]
    inside = {
        r for i in found.intervals for r in by_release if release_key(i.first) <= release_key(r) <= release_key(i.last)
    }
    assert all(by_release[r] is not False for r in inside)
    assert {r for r, holds in drawn if holds} <= inside
    order = list(by_release)
    for interval in found.intervals:
        assert by_release[interval.first] is by_release[interval.last] is True
        before = [r for r in order[: order.index(interval.first)] if by_release[r] is not None]
        after = [r for r in order[order.index(interval.last) + 1 :] if by_release[r] is not None]
        # intervals cannot be joined: between two of them something was measured that does not hold
        assert interval.after == (before[-1] if before else None)
        assert interval.until == (after[0] if after else None)
        assert all(by_release[r] is False for r in (interval.after, interval.until) if r is not None)
        assert interval.since_known == (
            order.index(interval.first) > 0 and order[order.index(interval.first) - 1] == interval.after
        )
        assert interval.until_known == (
            interval.until is not None and order.index(interval.until) == order.index(interval.last) + 1
        )
    assert found.holds_now == (bool(found.measured) and by_release[found.measured[-1]] is True)


@given(lines, st.integers(0, 11))
def test_a_release_that_was_not_measured_moves_no_interval(drawn: list[tuple[str, bool | None]], at: int) -> None:
    more = [*drawn[:at], (f"2.{at + 4}.5", None), *drawn[at:]]
    one, other = support(drawn), support(more)
    assert [(i.first, i.last, i.after, i.until) for i in one.intervals] == [
        (i.first, i.last, i.after, i.until) for i in other.intervals
    ]
    assert turns(drawn) == turns(more)


@given(lines)
def test_turns_are_the_ends_of_intervals(drawn: list[tuple[str, bool | None]]) -> None:
    found, turned = support(drawn), turns(drawn)
    assert [t.release for t in turned if t.holds] == [i.first for i in found.intervals if i.after is not None]
    assert [t.release for t in turned if not t.holds] == [i.until for i in found.intervals if i.until is not None]


REFUSED = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
SKIPPED = {Stage.EAGER: (Outcome.SKIP, "Requires")}
UNSAVED = {Stage.SERIALIZE: (Outcome.FAIL, "RuntimeError")}


@pytest.fixture
def measured(store: Store, make_case: Make, make_chain: Make, start: Make) -> Store:
    """A case on five releases, twice on 2.12; and one that was measured on the newest alone."""
    case, young = make_case("flow/old"), make_case("flow/young")
    with store.write() as session:
        index_cases(session, [case, young])
        for number, (torch, stops) in enumerate(
            [
                ("2.15.0", UNSAVED),
                ("2.5.1", REFUSED),
                ("2.12.0+cpu", REFUSED),  # of two builds of one release the newer result counts
                ("2.12.0", {}),
                ("2.9.1", REFUSED),
                ("2.6.0", SKIPPED),
            ]
        ):
            run = start(session, environment=Environment("3.11", "cpython", torch, "linux"))
            moment = f"2026-11-2{number}T10:00:00+00:00"
            add_chain(session, run, make_chain(case, stops=stops), measured=moment)
            if torch == "2.15.0":
                add_chain(session, run, make_chain(young), measured=moment)
    return store


def test_support_comes_from_the_newest_cells(measured: Store) -> None:
    with measured.read() as session:
        known = releases(environments(session))
        detail = case_detail(session, "flow/old")
    assert list(known) == ["2.5.1", "2.6.0", "2.9.1", "2.12.0", "2.15.0"]
    assert detail is not None

    def words(stage: Stage, mode: Mode = Mode.STRICT) -> str:
        return support(line_of(seen(detail.lanes, known, ORIGINAL, mode, stage))).words()

    assert words(Stage.EAGER) == "at or before 2.5.1"
    assert words(Stage.EXPORT) == words(Stage.RUN) == "since 2.12"  # `run` was not reached before, and so did not hold
    assert words(Stage.SERIALIZE) == "2.12"
    assert words(Stage.SPECS) == words(Stage.EXPORT, Mode.NONSTRICT) == "not measured"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since:2.12", "2.12.0:export 2.15.0:export"),
        ("since:2.9", ""),
        ("since:2.15", ""),
        ("fixed:2.12", "2.12.0:export 2.12.0:serialize"),
        ("regressed:2.15", "2.15.0:serialize"),
        ("regressed:>=2.6", "2.15.0:serialize"),
        ("regressed:2.12", ""),
        ("fixed:2.12,2.15 torch:2.15", ""),
    ],
)
def test_queries_for_what_changed(measured: Store, text: str, expected: str) -> None:
    with measured.read() as session:
        rows = select_cells(session, parse(f"{text} stage:eager,export,serialize"))
    assert {f"{row.torch}:{row.stage}" for row in rows} == set(expected.split())
    assert {row.case for row in rows} <= {"flow/old"}
