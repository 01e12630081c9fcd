"""The search for edits, with two fixers of its own."""

from __future__ import annotations

import difflib
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from exportdb.checking import Options, check, read_target
from exportdb.checking.fixing import search
from exportdb_engine.protocol import selected_stages

TWICE = """import torch


class Model(torch.nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            x = x + 1
        if x.max() > 100:
            x = x - 1
        return x
"""
#: What a fixer replaces, and by what: the first one computes something else.
EDITS = [
    ("        if x.sum() > 0:\n            x = x + 1\n", "        x = x + 2\n"),
    ("        if x.sum() > 0:\n            x = x + 1\n", "        x = torch.where(x.sum() > 0, x + 1, x)\n"),
    ("        if x.max() > 100:\n            x = x - 1\n", "        x = torch.where(x.max() > 100, x - 1, x)\n"),
]


@dataclass
class Obstacle:
    line: int | None
    code: str | None
    message: str


@dataclass
class Patch:
    fixer: str
    title: str
    reason: str
    line: int
    source: str
    diff: str


def propose(source: str, path: str, obstacles: Sequence[Obstacle]) -> types.SimpleNamespace:
    found = []
    for number, (before, after) in enumerate(EDITS):
        line = source[: source.find(before)].count("\n") + 1
        if before in source and any(one.line == line for one in obstacles):
            edited = source.replace(before, after)
            diff = "".join(difflib.unified_diff(source.splitlines(True), edited.splitlines(True)))
            found.append(Patch("where", f"edit {number}", "both sides are cheap", line, edited, diff))
    return types.SimpleNamespace(patches=found, left=())


@pytest.fixture(autouse=True)
def _fixers(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("exportdb.fixing")
    vars(module).update(Obstacle=Obstacle, propose_all=propose)
    monkeypatch.setitem(sys.modules, "exportdb.fixing", module)


def test_edits_are_combined_and_a_wrong_one_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "twice.py"
    path.write_text(TWICE)
    stages = selected_stages(["run"])
    target = read_target("twice.py:Model", {"args": "(torch.ones(3, 3),)"})
    found = search(check(target, Options(stages=stages, draft=False)), stages)
    assert found.holds
    assert found.exports
    assert [step.title for step in found.steps] == ["edit 1", "edit 2"]
    # Lines of the user's text: the first edit made it shorter.
    assert [step.line for step in found.steps] == [6, 8]
    assert [reason.partition(":")[0] for reason in found.refused] == ["edit 0"]
    assert "+        x = torch.where(x.max() > 100, x - 1, x)\n" in found.diff
    assert path.read_text() == TWICE


def test_what_exports_is_shown_with_what_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "twice.py").write_text(TWICE)
    stages = selected_stages(["decompose"])
    target = read_target("twice.py:Model", {"args": "(torch.ones(3, 3),)"})
    found = search(check(target, Options(stages=stages, draft=False)), stages)
    assert (found.exports, found.holds) == (True, False)
    assert found.remains == ["decompose: not core ATen: aten.max.default"]
    assert found.document()["diff"]
