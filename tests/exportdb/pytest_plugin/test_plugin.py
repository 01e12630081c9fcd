"""pytest in a process of its own, on a small folder of cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from exportdb.pytest_plugin import settings
from exportdb.store import open_store
from exportdb.store.schema import Cell, Chain, Run
from exportdb_engine.protocol import TIERS, EngineMissing

pytest_plugins = ["pytester"]

PASSES = '''"""Adds one to a tensor

Export takes it as it is.
"""
import torch

tags = {"torch.cond"}
class Model(torch.nn.Module):
    def forward(self, x):
        return x + 1
model = Model()
example_args = (torch.ones(3),)
'''
REFUSED = '''"""Takes a branch by a value

Export cannot know which.
"""
import torch

tags = {"python.control-flow"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
class Model(torch.nn.Module):
    def forward(self, x):
        return x.sin() if x.sum() > 0 else x.cos()
class Cond(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, torch.sin, torch.cos, (x,))
model = Model()
rewrites = {"torch.cond": Cond()}
example_args = (torch.ones(3),)
'''
#: States a failure that does not happen.
SURPRISES = PASSES.replace("tags =", 'expect = {"nonstrict": "export: GB0170"}\ntags =')
#: Fails for another reason than stated.
OTHERWISE = REFUSED.replace("GuardOnDataDependentSymNode", "GB0059")


@pytest.fixture
def cases(pytester: pytest.Pytester) -> Path:
    folder = pytester.path / "cases"
    for name, text in {"passes": PASSES, "refused": REFUSED, "surprises": SURPRISES, "otherwise": OTHERWISE}.items():
        path = folder / "area" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "area/_helper.py").write_text("1 / 0")
    return folder


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    result = pytester.runpytest_inprocess("--collect-only", "-q", "-p", "no:cacheprovider", *arguments)
    return [line.removeprefix("cases/area/") for line in result.outlines if "::" in line]


def test_what_is_collected(pytester: pytest.Pytester, cases: Path) -> None:
    names = collected(pytester, "--exportdb", "cases")
    assert len(names) == 6 * 2 * len(TIERS["standard"])  # the two cases with a rewrite have two variants
    assert names[0] == "otherwise.py::original::strict::eager"
    assert names[-1] == "surprises.py::original::nonstrict::shapes"

    limited = ["--exportdb", "cases", "--exportdb-modes", "strict", "--exportdb-stages", "run", "-k", "passes"]
    assert collected(pytester, *limited) == [
        "passes.py::original::strict::eager",
        "passes.py::original::strict::export",
        "passes.py::original::strict::run",
    ]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (
            ["cases", "-m", "torch.cond and strict and export"],
            ["passes.py::original::strict::export", "surprises.py::original::strict::export"],
        ),
        (["cases", "-m", "rewrite and eager and strict", "-k", "refused"], ["refused.py::torch.cond::strict::eager"]),
        (
            ["cases", "cases/area/refused.py::original::strict", "-k", "export or run"],
            ["refused.py::original::strict::export", "refused.py::original::strict::run"],
        ),
        # One file, named once: a case, and no test module beside it.
        (
            ["cases/area/passes.py", "-m", "eager"],
            [f"passes.py::original::{mode}::eager" for mode in ("strict", "nonstrict")],
        ),
        # Without a value: the folder `cases` of the root.
        (
            [None, "-m", "eager and nonstrict and torch.cond"],
            [f"{c}.py::original::nonstrict::eager" for c in ("passes", "surprises")],
        ),
    ],
)
def test_selection(pytester: pytest.Pytester, cases: Path, arguments: list[str], names: list[str]) -> None:
    chosen = ["--exportdb", *(word for word in arguments if word is not None)]
    assert collected(pytester, "--strict-markers", *chosen) == names


def test_other_tests_stay_what_they_are(pytester: pytest.Pytester, cases: Path) -> None:
    pytester.makepyfile(test_own="def test_own(): pass")
    assert collected(pytester, "test_own.py") == ["test_own.py::test_own"]
    names = collected(pytester, "test_own.py", "--exportdb", "cases", "-m", "not exportdb", "-k", "own or passes")
    assert names[0] == "test_own.py::test_own"
    assert len(names) == 1 + 2 * len(TIERS["standard"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--exportdb", "nowhere"], "nowhere does not exist"),
        (
            ["--exportdb", "cases", "--exportdb-modes", "lazy"],
            "no mode is called 'lazy'; the modes are strict, nonstrict",
        ),
        (["--exportdb", "cases", "--exportdb-stages", "exprt"], "no stage is called 'exprt'"),
        (["--exportdb", "cases", "--exportdb-jobs", "0"], "--exportdb-jobs is 0"),
        (["--exportdb-store", "x.db"], "does nothing without --exportdb"),
    ],
)
def test_bad_usage(pytester: pytest.Pytester, cases: Path, arguments: list[str], said: str) -> None:
    result = pytester.runpytest_inprocess(*arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{said}*"])


def test_without_torch_cases_are_collected_and_not_run(
    pytester: pytest.Pytester, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise EngineMissing("torch is not installed for this Python")

    monkeypatch.setattr(settings, "this_environment", missing)
    assert len(collected(pytester, "--exportdb", "cases/area/passes.py")) == 2 * len(TIERS["standard"])
    result = pytester.runpytest_inprocess("--exportdb", "cases")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--exportdb runs programs: torch is not installed*"])


def test_an_unreadable_case_is_an_error_with_its_line(pytester: pytest.Pytester, cases: Path) -> None:
    (cases / "area/broken.py").write_text(PASSES.replace("example_args", "exmple_args"))
    result = pytester.runpytest_inprocess("--exportdb", "cases", "--collect-only")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["*broken.py:12: unknown name 'exmple_args' (did you mean 'example_args'*"])


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "xdist"])
def test_results_are_held_against_expect(pytester: pytest.Pytester, cases: Path, workers: list[str]) -> None:
    # A folder whose expectations are about another torch: there a difference is no failure.
    (cases / "old/area").mkdir(parents=True)
    (cases / "old/tags.toml").write_text('expects_torch = "1.13"\n')
    (cases / "old/area/surprises.py").write_text(SURPRISES)
    result = pytester.runpytest_subprocess(
        *["--exportdb", "cases", "--exportdb-modes", "nonstrict", "--exportdb-stages", "run", "-rxs"],
        *["--exportdb-store", "results.db", *workers],
    )
    result.assert_outcomes(passed=15, failed=2, xfailed=1, skipped=3)
    result.stdout.fnmatch_lines(
        [
            "export: expected 'export: GB0059', got 'export: GuardOnDataDependentSymNode' (fail): *",
            "cases/area/otherwise · original · nonstrict",
            "  eager      pass",
            "  export     fail GuardOnDataDependentSymNode",
            "message:",
            "repro: pytest --exportdb cases cases/area/otherwise.py::original::nonstrict::export",
        ],
        consecutive=False,
    )
    # In any order: workers take turns as they will.
    result.stdout.fnmatch_lines(["export: passes although `expect` says 'export: GB0170'"])
    result.stdout.fnmatch_lines(
        [
            "XFAIL cases/area/refused.py::original::nonstrict::export - export: GuardOnDataDependentSymNode",
        ],
        consecutive=False,
    )
    result.stdout.fnmatch_lines(["*refused · original · nonstrict: not reached: export did not pass (fail Guard*"])
    result.stdout.fnmatch_lines(["*`expect` speaks of another torch release; export: passes although *"])
    result.stdout.no_fnmatch_line("*Traceback*")
    with open_store(str(pytester.path / "results.db"), readonly=True).read() as session:
        (run,) = session.scalars(select(Run))
        assert (run.status, run.command.split()[0]) == ("finished", "pytest")
        # Seven chains, once each, however many processes there were; two of them stop at export.
        assert session.scalar(select(func.count()).select_from(Chain)) == 7
        assert session.scalar(select(func.count()).select_from(Cell)) == 7 * 3 - 2
