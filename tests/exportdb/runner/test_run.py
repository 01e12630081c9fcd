"""`exportdb run` as a person calls it: exit codes, JSON, what is measured again, and what a kill costs."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CASE = '''"""A small program

It is here so that a run has something to measure in little time.
"""

import torch

tags = set()
{more}

class Model(torch.nn.Module):
    def forward(self, x):
        {body}


model = Model()
example_args = (torch.ones(3),)
'''
BRANCH = "return x.sin() if x.sum() > 0 else x.cos()"
BRANCHES_AS_EXPECTED = (
    'expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}\nno_rewrite = "a test"\n'
)
Run = Callable[..., subprocess.CompletedProcess[str]]


def write(folder: Path, name: str, body: str = "return x + 1", more: str = "") -> None:
    (folder / "area").mkdir(parents=True, exist_ok=True)
    (folder / "area" / f"{name}.py").write_text(CASE.format(body=body, more=more))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    write(folder, "passes")
    write(folder, "branches", BRANCH, BRANCHES_AS_EXPECTED)
    return folder


@pytest.fixture
def run(tmp_path: Path, cases: Path) -> Run:
    def call(*arguments: str, selection: str = "core") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command(tmp_path, cases), *([selection] if selection else []), *arguments],
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )

    return call


def command(tmp_path: Path, cases: Path) -> list[str]:
    options = ["--db", str(tmp_path / "x.db"), "--cases", str(cases)]
    return [sys.executable, "-c", "from exportdb.cli import main; main()", "run", *options]


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_is_expected_exits_0_and_is_not_measured_twice(run: Run, cases: Path, tmp_path: Path) -> None:
    first = run("--json", "--junit", str(tmp_path / "results.xml"))
    assert first.returncode == 0, first.stderr
    assert document(first)["outcomes"] | {"pass": 0} == dict.fromkeys(document(first)["outcomes"], 0) | {"fail": 2}
    assert document(first)["measured"] == 4
    suite = ET.parse(tmp_path / "results.xml").getroot()
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "2")

    again = document(run("--json"))
    assert (again["measured"], again["unchanged"], again["run"]) == (0, 4, None)
    assert again["outcomes"] == document(first)["outcomes"]

    write(cases, "passes", "return x + 2")
    edited = document(run("--json"))
    assert (edited["measured"], edited["unchanged"]) == (2, 2)


def test_a_result_that_is_not_expected_exits_1_and_says_what_came_instead(run: Run, cases: Path) -> None:
    write(cases, "branches", BRANCH, BRANCHES_AS_EXPECTED.replace("GB0170", "GB9999"))
    done = run()
    assert done.returncode == 1
    assert "GB9999" in done.stdout
    assert "GB0170" in done.stdout
    assert "UNEXPECTED" in done.stdout


def test_another_release_than_the_one_expected_of_is_data(run: Run, cases: Path) -> None:
    write(cases, "branches", BRANCH, BRANCHES_AS_EXPECTED.replace("GB0170", "GB9999"))
    (cases / "tags.toml").write_text('expects_torch = "1.0"\n')
    done = run("--json")
    assert done.returncode == 0
    assert "1.0" in document(done)["not_judged"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--stages", "exprot"], "no stage is called 'exprot'"),
        (["--resume", "core"], "leave out SELECTION"),
        (["nowhere/to_be_found.py"], "does not exist"),
        (["strict:fail"], "asks for results"),
        (["tagg:x"], "tag"),
    ],
)
def test_bad_usage_exits_2_and_says_what_to_do(arguments: list[str], says: str, run: Run) -> None:
    done = run(*arguments, selection="")
    assert done.returncode == 2
    assert says in done.stderr


def test_an_unreadable_case_is_named_and_the_rest_is_measured(run: Run, cases: Path) -> None:
    (cases / "area" / "broken.py").write_text('"""Broken"""\nmodell = 1\n')
    done = run("--json")
    assert done.returncode == 2
    assert "area/broken.py:2: unknown name 'modell'" in document(done)["unreadable"][0]
    assert document(done)["measured"] == 4


def test_a_killed_run_goes_on_where_it_was(run: Run, cases: Path, tmp_path: Path) -> None:
    for i in range(6):
        write(cases, f"more_{i}", f"return x * {i}")
    process = subprocess.Popen(
        [*command(tmp_path, cases), "core"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for_chains(tmp_path / "x.db", 3)
    assert run("--resume", selection="").returncode == 2, "a run that is going on is not taken over"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    stored = chains(tmp_path / "x.db")
    resumed = run("--resume", "--json", selection="")
    assert resumed.returncode == 0, resumed.stderr
    assert document(resumed)["measured"] == 16 - stored
    assert chains(tmp_path / "x.db") == 16
    with sqlite3.connect(tmp_path / "x.db") as connection:
        assert connection.execute("SELECT count(*), status FROM runs").fetchone() == (1, "finished")


def test_two_runs_at_once_on_one_file(run: Run, cases: Path, tmp_path: Path) -> None:
    both = [
        subprocess.Popen([*command(tmp_path, cases), "core", "--fresh", "-j", "1"], stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(200) for process in both] == [0, 0]
    with sqlite3.connect(tmp_path / "x.db") as connection:
        assert connection.execute("SELECT run_id, count(*) FROM chains GROUP BY run_id").fetchall() == [(1, 4), (2, 4)]


def chains(db: Path) -> int:
    with sqlite3.connect(db) as connection:
        (count,) = connection.execute("SELECT count(*) FROM chains").fetchone()
    return int(count)


def wait_for_chains(db: Path, count: int) -> None:
    for _ in range(600):
        time.sleep(0.1)
        try:
            if chains(db) >= count:
                return
        except sqlite3.OperationalError:
            continue  # not there yet
    raise AssertionError("the run stored nothing within a minute")


def test_what_flips_without_a_reason_is_measured_again_and_told(run: Run, cases: Path, tmp_path: Path) -> None:
    """The program counts how often it was made, and is another one the second and the fourth time."""
    count = tmp_path / "count"
    more = (
        f"from pathlib import Path\n_count = Path({str(count)!r})\n"
        "_seen = int(_count.read_text()) if _count.exists() else 0\n_count.write_text(str(_seen + 1))\n"
    )
    write(cases, "flips", "return x.sin() if _seen in (1, 3) and x.sum() > 0 else x.cos()", more)
    arguments = ("--mode", "nonstrict", "--stages", "export", "--fresh", "--json")
    first = json.loads(run(*arguments, selection="area/flips").stdout)
    again = json.loads(run(*arguments, selection="area/flips").stdout)
    assert (first["rechecked"], first["flaky"]) == ([], [])
    assert again["rechecked"] == again["flaky"] == [["area/flips", "original", "nonstrict"]]
    assert again["measured"] == 3
    assert count.read_text() == "4"
