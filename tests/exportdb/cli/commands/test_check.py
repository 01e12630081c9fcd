from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
BRANCH = """import torch


class Model(torch.nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x.sin()
        return x.cos()
"""


@pytest.fixture
def _there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "branch.py").write_text(BRANCH)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.mark.usefixtures("_there")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["branch.py:Model", "--write"], "add --fix"),
        (["branch.py"], "exportdb check branch.py:Model --args"),
        (["branch.py:Model", "--backend", "onnxruntim"], "did you mean onnxruntime?"),
        (["branch.py:Model", "--env", "no-such"], "no environment 'no-such'"),
    ],
)
def test_bad_usage_exits_2_and_says_what_to_do(invoke: Invoke, args: list[str], said: str) -> None:
    result = invoke("check", *args)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.usefixtures("_there")
def test_a_program_that_is_refused(invoke: Invoke, tmp_path: Path) -> None:
    args = ["branch.py:Model", "--args", "(torch.ones(3),)", "--tier", "quick", "--mode", "strict", "--no-draft"]
    result = invoke("check", *args, "--json", "--github", "--sarif", "o.sarif", "--save", "mine")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert {"modes", "obstacles", "dynamic_shapes"} <= document.keys()
    assert (document["modes"]["strict"]["outcome"], document["modes"]["strict"]["code"]) == ("fail", "GB0170")
    (one,) = document["obstacles"]
    assert {"line", "code", "reason", "case", "rewrites"} <= one.keys()
    assert (one["file"], one["line"], one["code"]) == ("branch.py", 6, "GB0170")
    assert "::error file=branch.py,line=6," in result.stderr
    assert json.loads((tmp_path / "o.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "GB0170"
    assert (tmp_path / "mine/branch_model.py").is_file()


def test_the_command_is_described_without_torch() -> None:
    code = (
        "import sys; from exportdb.cli import main\n"
        "try:\n    main(['check', '--help'])\nfinally:\n    assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "exportdb check model.py:Model --args" in done.stdout
