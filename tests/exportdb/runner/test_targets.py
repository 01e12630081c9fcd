"""`exportdb run --env`: the interpreter of these tests stands for a named environment, with the engine as one file."""

from __future__ import annotations

import importlib.metadata
import json
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exportdb.cli import main
from exportdb.envs.create import Declared
from exportdb.envs.interpreter import interpreter_of
from exportdb.envs.made import Made, keep_facts, made_of
from exportdb.runner.targets import prepared
from exportdb_engine.protocol import Environment, Header

CASE = '"""A small program"""\nimport torch\ntags = set()\nmodel = torch.nn.ReLU()\nexample_args = (torch.ones(3),)\n'
TORCH = importlib.metadata.version("torch")


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The environment ``other``, and a file that declares it and one that was never made."""
    monkeypatch.setenv("EXPORTDB_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    text = f'[env.other]\ntorch = "{TORCH}"\n[env.never]\ntorch = "2.5.1"\n'
    Path("environments.toml").write_text(text, encoding="utf-8")
    Path("cases/area").mkdir(parents=True)
    Path("cases/area/one.py").write_text(CASE, encoding="utf-8")
    python = tmp_path / "cache" / "envs" / "other" / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    unknown = Header(1, "", Environment("", "", TORCH, ""), "", "")
    made = Made("other", python.parents[2], {}, unknown, "")
    header, described = interpreter_of(made).describe()
    return keep_facts(Declared("other", TORCH), header, described, "2026-11-22T10:00:00+00:00")


def run(*words: str) -> Result:
    call = ["run", "core", "--cases", "cases", "--db", "x.db", "--stages", "export", "--mode", "strict", *words]
    return CliRunner().invoke(main, call)


def test_the_engine_is_handed_over_and_nothing_is_measured_twice(other: Made) -> None:
    first = json.loads(run("--env", "other", "--json").stdout)
    assert (first["env"], first["environment"]["torch"], first["measured"]) == ("other", TORCH, 1)
    assert first["outcomes"]["pass"] == 2
    # one that is missing is told, and the others are run all the same
    several = run("--env", "all", "--json")
    assert several.exit_code == 2
    assert [row.get("unchanged", row.get("error")) for row in json.loads(several.stdout)] == [
        1,
        "the environment never is not made",
    ]
    # removed, as an ephemeral run leaves it: it need not be made again to say that nothing is left
    other.python.unlink()
    again = run("--env", "other", "--ephemeral", "--json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["unchanged"] == 1
    missing = run("--env", "other", "--fresh")
    assert missing.exit_code == 2
    assert "exportdb env create other" in missing.output


def test_environments_run_side_by_side_into_one_database(other: Made) -> None:
    found = json.loads(run("--env", "here", "--env", "other", "--env", "never", "--side-by-side", "2", "--json").stdout)
    # the interpreter of these tests is both of them: what one has measured, the other need not
    assert sum(row.get("measured", 0) for row in found) in (1, 2)
    assert [row["env"] for row in found] == ["here", "other", "never"]
    assert [row.get("outcomes", {}).get("pass") for row in found] == [2, 2, None]
    assert found[2]["error"] == "the environment never is not made"
    told = run("--env", "here", "--env", "other", "--side-by-side", "2")
    assert told.exit_code == 0, told.output
    lines = told.output.splitlines()
    assert sum(line.startswith("here  | 0 chains measured, 1 unchanged") for line in lines) == 1, told.output
    assert sum(line.startswith("other | 0 chains measured, 1 unchanged") for line in lines) == 1, told.output


def test_an_environment_that_was_there_is_not_removed(other: Made) -> None:
    with prepared(Declared("other", TORCH), ephemeral=True) as target:
        assert target.header.environment == other.header.environment
    assert made_of("other") == other
    assert other.python.exists()
