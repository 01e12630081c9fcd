"""A journal that was cut anywhere loses no whole line, and goes on."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportdb.fuzzing.errors import StagingError
from exportdb.fuzzing.journal import NAME, Journal, read_journal
from exportdb.fuzzing.records import Batch, Confirmed, Line, Options, decode, encode
from exportdb.fuzzing.state import State

LINES: list[Line] = [
    Options(7, "all", 9, 2, "e", {"torch": "2.13.0"}),
    Batch(0, "begin"),
    Batch(0, "end", 9, {"strict": 2}, 7, 1, 0.5),
    Batch(1, "begin"),
    Confirmed("Unsound|wäre", "p", {"strict": "pass"}),
]
TEXT = "".join(encode(line) + "\n" for line in LINES).encode()


@given(st.integers(0, len(TEXT)))
@settings(max_examples=60, deadline=None)
def test_cut_at_any_byte_it_keeps_what_was_whole_and_takes_more(at: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(TEXT[:at])
        whole = LINES[: TEXT[:at].count(b"\n")]
        assert list(read_journal(path)) == whole
        with Journal(Path(folder)) as journal:
            journal.append(encode(LINES[1]))
            assert list(journal.read()) == [*whole, LINES[1]]


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(StagingError, match="another exportdb fuzz is writing"):
        Journal(tmp_path)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", r"j:3: not JSON: '\{'"),
        ("[]", "this has none"),
        ('{"kind": "fuzz-batch"}', "kind 'fuzz-batch' is incomplete"),
    ],
)
def test_a_broken_line_is_named(line: str, says: str) -> None:
    with pytest.raises(StagingError, match=says):
        decode(line, "j:3")


def test_what_a_newer_engine_adds_is_let_through() -> None:
    assert decode('{"kind": "fuzz-moon"}', "j:1") is None
    assert decode(json.dumps({"kind": "fuzz-batch", "batch": 2, "state": "end", "moon": 1}), "j:1") == Batch(2, "end")


def test_batches_without_an_end_are_run_again_and_their_findings_stay(make_finding: Callable[..., Line]) -> None:
    begin, end = Batch(0, "begin"), Batch(0, "end", programs=9)
    rough = make_finding(0, 0, "Unsound|a|b", "Unsound", ["a", "b"], shrunk=False)
    fine = make_finding(0, 0, "Unsound|a", "Unsound", ["a"])
    other = make_finding(0, 1, "Crash|c", "Crash", ["c"])
    cases: list[tuple[list[Line], list[Line], list[tuple[int, int]], list[str]]] = [
        ([begin, rough], [rough], [(0, 3)], []),
        ([begin, rough, fine, other, begin], [fine, other], [(0, 3)], []),
        ([begin, fine, begin, rough], [fine], [(0, 3)], []),
        ([begin, rough, other, begin, rough, fine, end], [fine, other], [(1, 3)], ["Unsound|a"]),
        ([begin, end, Batch(2, "begin"), Batch(2, "end")], [], [(1, 2)], []),
    ]
    for lines, findings, missing, known in cases:
        state = State.of(lines)
        assert state.findings() == findings
        assert state.missing(0, 3) == missing
        assert state.causes_before(1) == known
        assert state.causes_before(0) == []
