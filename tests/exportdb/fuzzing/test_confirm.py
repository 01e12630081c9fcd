"""Case files of findings are measured by the true engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exportdb.fuzzing.confirm import shows
from exportdb.fuzzing.records import Bounds, Confirmed, Finding, Options
from exportdb.fuzzing.session import fuzz
from exportdb_engine.protocol import Mode
from exportdb_engine.protocol.casefile import read_case

Engine = Callable[..., tuple[str, ...]]


@pytest.mark.slow  # starts the engine, which imports torch, and runs every stage in both modes
def test_a_case_file_says_what_was_measured_and_is_measured_once(
    tmp_path: Path, options: Options, engine: Engine
) -> None:
    result = fuzz(tmp_path, options, Bounds(batches=1), jobs=2, program=engine())
    path = tmp_path / "cases/masked_squeeze_unsound.py"
    text = path.read_text()
    case = read_case(path, path.parent)
    for mode in Mode:
        assert {"generalize": "ValuesDiffer"}.items() <= {str(s): code for s, code in case.expected(mode)}.items()
    (one,) = result.distinct
    assert shows(one.finding, result.state.confirmed[one.finding.cause])
    assert "| yes |" in (tmp_path / "report.md").read_text()

    again = fuzz(tmp_path, options, Bounds(batches=1), jobs=2, program=engine(break_at=0))
    assert again.state.confirmed == result.state.confirmed
    assert path.read_text() == text


@pytest.mark.parametrize(
    ("what", "expect", "shown"),
    [
        ("Unsound", {"strict": "generalize: ValuesDiffer", "nonstrict": "pass"}, True),
        ("Unsound", {"strict": "pass", "nonstrict": "shapes: Unguarded, specs: X"}, True),
        ("Unsound", {"strict": "eager: Nondeterministic", "nonstrict": "export: GB0170"}, False),
        ("Crash", {"strict": "export: SIGSEGV", "nonstrict": "pass"}, True),
        ("Crash", {"strict": "specs: X", "nonstrict": "specs: X"}, False),
        ("Crash", {}, False),
    ],
)
def test_what_shows_a_finding(
    make_finding: Callable[..., Finding], what: str, expect: dict[str, str], shown: bool
) -> None:
    assert shows(make_finding(0, 0, "a cause", what, ["a"]), Confirmed("a cause", "p", expect)) is shown
