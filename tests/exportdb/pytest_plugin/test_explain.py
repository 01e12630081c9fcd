"""The section in the report of somebody else's failing test. The error is one of their own that reads like torch's."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SAID = """Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).

The following call raised this error:
  File "/srv/net.py", line 7, in forward
    if votes.amax() > 0.25:
"""
TESTS = f"""
class UserError(Exception):
    pass

UserError.__module__ = "torch._dynamo.exc"

def forward(votes):
    raise UserError({SAID!r})

def test_export():
    forward(1)

def test_export_again():
    forward(2)

def test_other():
    {{}}["image"]

def test_passes():
    pass
"""
CASE = "case: control_flow/branch_on_tensor_value*"


@pytest.fixture(autouse=True)
def tests(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makepyfile(test_theirs=TESTS)
    monkeypatch.delenv("EXPORTDB_DB", raising=False)


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["one process", "xdist"])
def test_a_failing_export_is_explained(
    pytester: pytest.Pytester, measured_db: Path, monkeypatch: pytest.MonkeyPatch, workers: list[str]
) -> None:
    monkeypatch.setenv("EXPORTDB_DB", str(measured_db))
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", *workers)
    result.assert_outcomes(failed=3, passed=1)
    assert result.stdout.str().count("- exportdb -") == 2
    result.stdout.fnmatch_lines(["*- exportdb -*", CASE, "instead: torch.cond*", "more: exportdb show control_flow/*"])


@pytest.mark.parametrize(
    "arguments", [["--no-exportdb-explain"], ["-o", "exportdb_explain=false"]], ids=["option", "ini"]
)
def test_it_can_be_turned_off(
    pytester: pytest.Pytester, measured_db: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("EXPORTDB_DB", str(measured_db))
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)
    result.assert_outcomes(failed=3, passed=1)
    result.stdout.no_fnmatch_line("*- exportdb -*")


def test_without_a_database_it_says_so_once(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORTDB_DB", "none.db")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=3, passed=1)
    lines = [line for line in result.outlines if line.startswith("not explained: ")]
    assert len(lines) == 1
    assert "there is no database at none.db" in lines[0]
