from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from exportdb.cli import main
from exportdb.lint import all_rules

CASE = '''"""Adds one to a tensor.

Export takes it as it is: nothing in it depends on a value of the input.
"""

import math
import torch

tags = {"t"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x + 1


model = Model()
example_args = (torch.ones(3),)
'''
UNCHECKED = "not checked: expectation-holds, measured, verified-rewrite (no results are given: --db FILE)"


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cases"
    (folder / "area").mkdir(parents=True)
    (folder / "area/adds.py").write_text(CASE)
    (folder / "area/doubles.py").write_text(CASE.replace("+ 1", "* 2").replace("Adds one to", "Doubles"))
    monkeypatch.chdir(tmp_path)
    return folder


def test_prints_file_line_rule_message_and_tip(cases: Path) -> None:
    result = CliRunner().invoke(main, ["lint", "cases/area/adds.py"])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "cases/area/adds.py:1: title: the title ends with a full stop [can be mended by --fix]",
        "    a title is no sentence",
        "cases/area/adds.py:6: unused-import: math is not used [can be mended by --fix]",
        "    take the import away",
        "2 problems in 1 file",
        UNCHECKED,
    ]


def test_json(cases: Path) -> None:
    result = CliRunner().invoke(main, ["lint", "--cases", "cases", "--json"])
    document = json.loads(result.stdout)
    found = document["problems"]
    assert result.exit_code == 1
    assert {"rule": "measured", "why": "no results are given: --db FILE"} in document["unchecked"]
    assert len(found) == 4
    assert found[0] == {
        "rule": "title",
        "path": "cases/area/adds.py",
        "line": 1,
        "message": "the title ends with a full stop",
        "tip": "a title is no sentence",
        "fixable": True,
    }


def test_fix_mends_the_files_that_were_named(cases: Path) -> None:
    result = CliRunner().invoke(main, ["lint", "cases/area/adds.py", "--fix"])
    assert (result.exit_code, result.stdout) == (0, f"2 mended, nothing to say\n{UNCHECKED}\n")
    assert (cases / "area/adds.py").read_text() == CASE.replace("tensor.", "tensor").replace("import math\n", "")
    assert "import math" in (cases / "area/doubles.py").read_text()


def test_list_and_explain(cases: Path) -> None:
    listed = json.loads(CliRunner().invoke(main, ["lint", "--list", "--json"]).stdout)
    assert [rule["rule"] for rule in listed] == list(all_rules())
    assert all(rule["asks"].endswith(".") and rule["tip"] for rule in listed)
    assert CliRunner().invoke(main, ["lint", "--explain", "near"]).stdout.startswith("near\n  asks: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "nowhere.py"], "nowhere.py does not exist"),
        (["lint", "--explain", "naer"], "Did you mean 'near'?"),
        (["lint", "--cases", "cases", "/etc"], "/etc is not below"),
    ],
)
def test_bad_usage(cases: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.stderr
