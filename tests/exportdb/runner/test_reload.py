"""Programs saved and loaded by the torch that is installed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from exportdb.cli import main
from exportdb.runner.reload import passing
from exportdb_engine.protocol import Mode

pytest.importorskip("torch")

CASE = '''"""{title}

Why it is so.
"""
import torch

tags = {{"torch.cond"}}
{head}

class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("seen", torch.zeros(3))

    def forward(self, x):
{body}


model = Model()
example_args = (torch.ones(3),)
'''
#: Case -> what stands before the class, and in forward.
CASES = {
    "state/counts": ("", "        self.seen.add_(x)\n        return self.seen * 2"),
    "state/own_operator": (
        '@torch.library.custom_op("reload_test::twice", mutates_args=())\n'
        "def _twice(x: torch.Tensor) -> torch.Tensor:\n    return x * 2\n\n\n"
        "@_twice.register_fake\ndef _(x):\n    return torch.empty_like(x)\n",
        "        return _twice(x)",
    ),
    "flow/branch": ('expect = {"nonstrict": "export: Guard"}', "        return x if x.sum() > 0 else -x"),
    "flow/dies": ("", "        return x + 1"),
}


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    folder = tmp_path / "cases"
    for case, (head, body) in CASES.items():
        path = folder / f"{case}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE.format(title=f"A case called {case}", head=head, body=body))
    # It is alive while it is saved, and kills its process while it is loaded.
    died = folder / "flow" / "dies.py"
    again = (
        f"import os\n_mark = {str(tmp_path / 'mark')!r}\nif os.path.exists(_mark):\n    os.abort()\nopen(_mark, 'w')\n"
    )
    died.write_text(died.read_text().replace("import torch\n", f"import torch\n{again}", 1))
    return folder


def test_cases_are_taken_from_all_areas_by_turns(make_case: Callable[..., Any]) -> None:
    cases = [make_case(f"{area}/{name}") for area, names in (("a", "wxyz"), ("b", "w")) for name in names]
    cases.append(make_case("c/refused", extra='expect = {"nonstrict": "export: GB0001"}'))
    assert [case.case for case in passing(cases, [Mode.NONSTRICT], 3)] == ["a/w", "a/x", "b/w"]
    assert len(passing(cases, [Mode.STRICT], 9)) == 6


def test_an_environment_against_itself(cases: Path, tmp_path: Path) -> None:
    def invoke(*args: str) -> Any:
        return CliRunner().invoke(main, ["reload", *args, "--db", str(tmp_path / "r.db")], env={"COLUMNS": "80"})

    result = invoke("--env", "here", "--cases", str(cases), "--json")
    assert result.exit_code == 0, result.stderr
    assert "3 cases: flow 1, state 2" in result.stderr
    document = json.loads(result.stdout)
    (pair,) = document["pairs"]
    assert (pair["tried"], pair["passed"], pair["skipped"]) == (3, 2, 0)
    assert pair["codes"] == [{"step": "", "outcome": "crash", "code": "SIGABRT", "cases": ["flow/dies"]}]
    assert document["cases"] == ["flow/dies", "state/counts", "state/own_operator"]
    shown = invoke()
    assert shown.exit_code == 0
    assert "2/3" in shown.stdout
    assert "SIGABRT" in shown.stdout
    for args, said in (("tag:torch.cond",), "--env"), (("--env", "here", "--cases", str(tmp_path / "none")), "none"):
        refused = invoke(*args)
        assert refused.exit_code == 2
        assert said in refused.stderr
