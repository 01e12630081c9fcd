from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from exportdb.cli import main


def test_writes_a_case_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").mkdir()
    arguments = ["new", "loops/over_rows", "--title", "Loop over rows of a tensor", "--cases", "cases", "--json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["path"] == "cases/loops/over_rows.py"
    text = (tmp_path / "cases/loops/over_rows.py").read_text()
    assert text.startswith('"""Loop over rows of a tensor\n')

    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 2
    assert "over_rows.py exists" in again.stderr
    assert (tmp_path / "cases/loops/over_rows.py").read_text() == text


def test_prints_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases").mkdir()
    result = CliRunner().invoke(main, ["new", "loops/over_rows", "--cases", "cases"])
    assert "exportdb run cases/loops/over_rows.py --cases cases" in result.stdout
    assert "exportdb lint cases/loops/over_rows.py --cases cases" in result.stdout
