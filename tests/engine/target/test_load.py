"""Users' programs as they are named: what comes of each, and what a user is told who named it wrongly."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis.configuration import set_hypothesis_home_dir

from exportdb_engine.target import load
from exportdb_engine.target.errors import BadTarget
from exportdb_engine.target.script import survey

NET = """import torch


class Net(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.lin = torch.nn.Linear(width, 2)

    def forward(self, x):
        return self.lin(x)


made = Net(3)
number = 3


def pair():
    return Net(3), (torch.ones(1, 3),)


def named():
    return {"model": Net(3), "args": (torch.ones(1, 3),), "dynamic_shapes": {"x": {0: torch.export.Dim("n")}}}


def misnamed():
    return {"model": Net(3), "arg": ()}


def twice(x):
    return 2 * x
"""
SCRIPT = """import sys
import torch
from torch.export import export

for rows in map(int, sys.argv[1:]):
    export(torch.nn.ReLU(), (torch.ones(rows),))
    print(rows)
raise SystemExit(3)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "net.py").write_text(NET)
    (tmp_path / "exporting.py").write_text(SCRIPT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    monkeypatch.setenv("HYPOTHESIS_STORAGE_DIRECTORY", str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    set_hypothesis_home_dir(None)
    for name in set(sys.modules) - before:
        if name.startswith(("net", "checked_")):
            del sys.modules[name]


def described(folder: Path, name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "object", "cwd": str(folder), "path": str(folder / "net.py"), "name": name, **more}


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Net", {"init": "3", "args": "(torch.ones(1, 3),)"}),
        ("Net", {"init": "(3,)", "args": "torch.ones(1, number)"}),  # a tensor alone, and a name of the file
        ("Net", {"init": "width=3", "kwargs": "{'x': torch.ones(1, 3)}"}),
        ("made", {"args": "(torch.ones(1, 3),)"}),
        ("pair", {}),
        ("named", {}),
        ("twice", {"args": "(torch.ones(1, 3),)"}),
    ],
)
def test_what_is_named_comes_with_its_inputs(folder: Path, name: str, more: dict[str, str]) -> None:
    made = load(described(folder, name, **more))
    assert made.model(*made.args, **made.kwargs).shape[0] == 1
    assert bool(made.dynamic_shapes) == (name == "named")


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("net", {}, "did you mean Net or named?"),
        ("Net", {}, "cannot be made: missing a required argument: 'width'"),
        ("Net", {"init": "3"}, "forward takes x"),
        ("number", {}, "is int"),
        ("twice", {}, "twice takes x"),
        ("misnamed", {}, "names 'arg'"),
        ("made", {"args": "(y,)"}, "--args '(y,)' raised NameError"),
        ("made", {"args": "3"}, "--args is int"),
    ],
)
def test_what_a_user_has_to_mend(folder: Path, name: str, more: dict[str, str], said: str) -> None:
    with pytest.raises(BadTarget) as caught:
        load(described(folder, name, **more))
    assert said in str(caught.value)


def test_an_edited_copy_takes_the_place_of_the_file(folder: Path) -> None:
    edited = folder / "other.py"
    edited.write_text(NET.replace("2 * x", "3 * x"))
    made = load(described(folder, "twice", args="(torch.ones(2),)", edited=str(edited)))
    assert made.model(*made.args).tolist() == [3.0, 3.0]


def test_a_script_is_caught_at_the_call_that_is_meant(folder: Path) -> None:
    told = survey(folder / "exporting.py", ("2", "5"))
    assert [call["line"] for call in told["calls"]] == [6, 6]
    assert (told["exit"], told["output"], told["error"]) == (3, "2\n5\n", None)
    what = {"kind": "script", "cwd": str(folder), "path": str(folder / "exporting.py"), "argv": ("2", "5"), "call": 1}
    assert [arg.shape for arg in load(what).args] == [(5,)]
    assert torch.export.export.__module__.startswith("torch")  # as it was


def test_a_saved_program_keeps_its_symbols(folder: Path) -> None:
    program = torch.export.export(torch.nn.ReLU(), (torch.ones(3, 4),), dynamic_shapes=({0: torch.export.Dim("n")},))
    torch.export.save(program, folder / "saved.pt2")
    made = load({"kind": "saved", "cwd": str(folder), "path": str(folder / "saved.pt2")})
    assert made.dynamic_shapes == {"input": {0: torch.export.Dim.AUTO}}
    assert made.exported is not None
    (folder / "saved.pt2").write_bytes(b"no archive")
    with pytest.raises(BadTarget, match="cannot load"):
        load({"kind": "saved", "cwd": str(folder), "path": str(folder / "saved.pt2")})
