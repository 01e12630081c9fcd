from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.checking.targets import read_target
from exportdb.errors import CheckFailed

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize(
    ("word", "kind", "name"),
    [
        ("branch.py:Model", "object", "Model"),
        ("shop.nets.gated:Gated", "object", "Gated"),
        ("script.py", "script", ""),
        ("saved.pt2", "saved", ""),
    ],
)
def test_what_a_word_names(word: str, kind: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(FIXTURES)
    if kind == "saved":
        (tmp_path / word).touch()
        monkeypatch.chdir(tmp_path)
    found = read_target(word, {})
    assert (found.kind, found.name) == (kind, name)
    assert found.path is None or found.path.is_absolute()


@pytest.mark.parametrize(
    ("word", "said", "hint"),
    [
        ("brunch.py:Model", "brunch.py does not exist", "did you mean branch.py?"),
        ("branch.py:", "names no class after the colon", "branch.py:Model"),
        ("branch.py", "does not call torch.export", "branch.py:Model --args"),
        ("Model", "is no Python file", "path/model.py:Model"),
        ("broken.py", "broken.py:1: not Python", "mend"),
    ],
)
def test_a_word_that_names_nothing(
    word: str, said: str, hint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in FIXTURES.glob("*.py"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "broken.py").write_text("def f(:\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CheckFailed) as caught:
        read_target(word, {})
    assert said in caught.value.message
    assert hint in caught.value.hint


def test_a_case_file_is_told_from_a_script(tmp_path: Path) -> None:
    path = tmp_path / "case.py"
    path.write_text("import torch\nmodel = torch.sin\nexample_args = (torch.ones(2),)\n")
    assert read_target(str(path), {}).kind == "case"


def test_the_lines_of_a_package_are_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)
    assert f"{FIXTURES}/" in read_target("shop/nets/gated.py:Gated", {}).sources
    assert f"{FIXTURES}/" in read_target("shop.nets.gated:Gated", {}).sources
