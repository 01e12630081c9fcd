from __future__ import annotations

import ast
from pathlib import Path

import pytest

from exportdb.checking.check import Checked
from exportdb.checking.saving import case_name, save
from exportdb.checking.targets import CheckTarget
from exportdb.errors import CheckFailed
from exportdb_engine.protocol import Mode, Stage
from exportdb_engine.protocol.casefile import read_case


def test_a_program_of_one_file_stands_in_the_case(refused: Checked, tmp_path: Path) -> None:
    path = save(refused, tmp_path / "mine")
    case = read_case(path, tmp_path)
    assert case.case == "mine/branch_model"
    assert case.expected(Mode.STRICT) == ((Stage.EXPORT, "GB0170"),)
    assert case.expected(Mode.NONSTRICT) == ()
    assert "exportdb_engine" not in case.source
    assert "class Model" in case.source
    assert save(refused, tmp_path / "mine") == path  # the same again is no conflict


def test_a_program_with_a_package_is_imported(refused: Checked, tmp_path: Path) -> None:
    gated = Path(__file__).parent / "fixtures/shop/nets/gated.py"
    refused.target = CheckTarget(
        "gated.py:Gated", "object", gated, name="Gated", expressions={"args": "(torch.ones(2),)"}
    )
    case = read_case(save(refused, tmp_path), tmp_path)
    assert "load as _load" in case.source
    assert str(gated) in case.source


def test_another_case_is_not_overwritten(refused: Checked, tmp_path: Path) -> None:
    (tmp_path / "branch_model.py").write_text("mine\n")
    with pytest.raises(CheckFailed, match="exists, and is another text"):
        save(refused, tmp_path)


@pytest.mark.parametrize(
    ("init", "made"),
    [
        ("4", "MLP(4)"),
        ("(4, 2)", "MLP(*(4, 2))"),
        ("width=4, depth=1", "MLP(width=4, depth=1)"),
        ("{'width': 4}", "MLP(**{'width': 4})"),
    ],
)
def test_the_constructor_takes_what_init_says(refused: Checked, tmp_path: Path, init: str, made: str) -> None:
    path = Path(__file__).parent / "fixtures/mlp.py"
    given = {"init": init, "args": "(torch.ones(2, 4),)"}
    refused.target = CheckTarget("mlp.py:MLP", "object", path, name="MLP", expressions=given)
    text = save(refused, tmp_path).read_text()
    assert f"model = {made}\n" in text
    ast.parse(text)


def test_names() -> None:
    assert case_name(CheckTarget("cnn.py:SmallCNN", "object", Path("cnn.py"), name="SmallCNN")) == "cnn_small_cnn"
    assert case_name(CheckTarget("export.py", "script", Path("export.py"), call=1)) == "export_call_2"
