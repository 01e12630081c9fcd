"""Planted faults: programs whose exported form is tampered with go through the true pipeline, and are found out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportdb_engine.protocol import Cell, Chain, Record, Stage

HEAD = '''"""A planted fault

For a test.
"""

import torch
from torch.export import Dim

tags = {"test"}
'''
#: What every exported program of this process goes through.
TAMPERED = """
_module = torch.export.ExportedProgram.module


class Tampered(torch.nn.Module):
    def __init__(self, program):
        super().__init__()
        self.program = _module(program)

    def forward(self, x):
        return tamper(x, self.program)


setattr(torch.export.ExportedProgram, "module", lambda program: Tampered(program))
"""
PLAIN = """
class Model(torch.nn.Module):
    def forward(self, x):
        return x.cumsum(0) + 1


model = Model()
example_args = (torch.randn(3, 3),)
"""

#: name -> (the rest of the file, code, shape of the smallest input that shows it).
FAULTS: dict[str, tuple[str, str, list[int]]] = {
    "drops_a_guard": (
        """
def tamper(x, program):
    return x.sum(0)


class Model(torch.nn.Module):
    def forward(self, x):
        return x.sum(0) if x.shape[0] > 3 else x.mean(0)


model = Model()
example_args = (torch.randn(5, 2),)
dynamic_shapes = {"x": (Dim.AUTO, None)}
"""
        + TAMPERED,
        "Unguarded",
        [0, 2],
    ),
    "swaps_two_dims": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim.AUTO, Dim.AUTO)}


def tamper(x, program):
    return program(x).reshape(x.shape[1], x.shape[0])
"""
        + TAMPERED,
        "Unsound",
        [2, 3],
    ),
    "wrong_at_size_zero": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim("rows", min=0, max=9), None)}


def tamper(x, program):
    return program(x) if x.shape[0] else x.new_ones(1, 3)
"""
        + TAMPERED,
        "Unsound",
        [0, 3],
    ),
    "wrong_at_the_upper_bound": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim("rows", min=2, max=1000), None)}


def tamper(x, program):
    return program(x) + (x.shape[0] == 1000)
"""
        + TAMPERED,
        "Unsound",
        [1000, 3],
    ),
    "refuses_what_it_declares": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim("rows", min=2, max=9), None)}


def tamper(x, program):
    if x.shape[0] == 7:
        raise ValueError("no sevens")
    return program(x)
"""
        + TAMPERED,
        "OverRestrictive",
        [7, 3],
    ),
    "loses_a_mutation": (
        """
class Model(torch.nn.Module):
    def forward(self, x):
        x.add_(1)
        return x * 2


model = Model()
example_args = (torch.randn(3, 3),)
dynamic_shapes = {"x": (Dim.AUTO, None)}


def tamper(x, program):
    if x.shape[0] == 4:
        y = program(x)
        x.sub_(1)
        return y
    return program(x)
"""
        + TAMPERED,
        "Unsound",
        [4, 3],
    ),
    "no_fault": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim.AUTO, None)}


def tamper(x, program):
    return program(x)
"""
        + TAMPERED,
        "pass",
        [],
    ),
    "dies_at_a_size": (
        PLAIN
        + """
dynamic_shapes = {"x": (Dim.AUTO, None)}


def tamper(x, program):
    if x.shape[0] == 4:
        __import__("os").abort()
    return program(x)
"""
        + TAMPERED,
        "SIGABRT",
        [4, 3],
    ),
}
#: Programs that the stage takes as they are: forms, structures, data.
SOUND = {
    "nested_inputs": """
class Model(torch.nn.Module):
    def forward(self, batch, *, scale, flag=True):
        return {"out": batch["a"][0] * scale + batch["b"] if flag else batch["b"]}


model = Model()
example_args = ({"a": [torch.randn(4, 2)], "b": torch.randn(4, 1)},)
example_kwargs = {"scale": 3, "flag": True}
dynamic_shapes = {
    "batch": {"a": [(Dim.AUTO, None)], "b": (Dim.AUTO, None)}, "scale": Dim.DYNAMIC, "flag": None,
}
""",
    "derived_and_equal": """
_half = Dim("half", min=2, max=50)


class Model(torch.nn.Module):
    def forward(self, x, y, z):
        return x.reshape(-1, 2) + y[:, None], z[1:] + y


model = Model()
example_args = (torch.randn(6), torch.randn(3), torch.randn(4))
dynamic_shapes = {"x": (2 * _half,), "y": (_half,), "z": (_half + 1,)}
""",
    "drawn_as_stated": """
class Model(torch.nn.Module):
    def forward(self, weights, probabilities):
        torch._check(weights.shape[0] <= 6)
        return weights @ probabilities.cumsum(0).log().exp()


def symmetric(tensor):
    return tensor + tensor.T


model = Model()
example_args = (torch.eye(4), torch.rand(4) + 0.5)
draws = {"weights": {"map": symmetric, "sizes": {0: (2, 5)}}, "probabilities": {"low": 0.25, "high": 1}}
""",
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, run_engine: Callable[..., list[Record]]) -> dict[Any, Cell]:
    folder = tmp_path_factory.mktemp("shapes") / "cases"
    folder.mkdir()
    programs = {name: text for name, (text, _, _) in FAULTS.items()} | SOUND
    for name, text in programs.items():
        (folder / f"{name}.py").write_text(HEAD + text)
    chains = [r for r in run_engine(folder, "--stages", "shapes", "--examples", "60") if isinstance(r, Chain)]
    return {(c.case, c.mode.value): cell for c in chains for cell in c.cells if cell.stage is Stage.SHAPES}


@pytest.mark.parametrize("mode", ["strict", "nonstrict"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(results: dict[Any, Cell], name: str, mode: str) -> None:
    _, code, shape = FAULTS[name]
    cell = results[name, mode]
    assert (cell.code or cell.outcome.value) == code, cell.message
    if code == "SIGABRT":
        assert cell.detail["trying"]["shapes"] == {"x": shape}
        assert cell.detail["trying"]["inputs"].startswith("(torch.")
    elif code != "pass":
        found = cell.detail["counterexamples"][0]
        assert found["shapes"] == {"x": shape}, cell.message
        assert code not in ("Unsound", "Unguarded") or found["shrunk"]


@pytest.mark.parametrize("mode", ["strict", "nonstrict"])
@pytest.mark.parametrize("name", SOUND)
def test_a_sound_program_holds(results: dict[Any, Cell], name: str, mode: str) -> None:
    cell = results[name, mode]
    assert cell.outcome == "pass", cell.message
    assert cell.detail["inside"] > 20
    assert cell.detail["forms"] == ["exported", "decomposed", "reloaded"]


def test_the_program_for_a_bug_report_shows_the_fault(results: dict[Any, Cell], tmp_path: Path) -> None:
    found = results["swaps_two_dims", "strict"].detail["counterexamples"][0]
    assert "tags" not in found["program"]
    assert "planted" not in found["program"]
    path = tmp_path / "report.py"
    path.write_text(found["program"])
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, timeout=120, check=True)
    eager, exported = done.stdout.split("exported: ")
    assert eager.removeprefix("eager: ").split() != exported.split()


def test_equal_seeds_find_the_same(results: dict[Any, Cell], run_engine: Any, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    for name in ("swaps_two_dims", "nested_inputs"):
        (folder / f"{name}.py").write_text(HEAD + (FAULTS[name][0] if name in FAULTS else SOUND[name]))
    again = run_engine(folder, "--stages", "shapes", "--examples", "60", "--mode", "strict")
    for chain in (record for record in again if isinstance(record, Chain)):
        (cell,) = (cell for cell in chain.cells if cell.stage is Stage.SHAPES)
        before = results[chain.case, "strict"]
        assert {**cell.detail, "seconds": 0} == {**before.detail, "seconds": 0}
