"""Edits of a true program, next to the original."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.checking import read_target, verify
from exportdb_engine.protocol import MODES, Outcome, selected_stages

SOURCE = Path(__file__).parent / "fixtures/branch.py"
BRANCH = """        if x.sum() > 0:
            return x.sin()
        return x.cos()
"""


@pytest.mark.parametrize(
    ("edit", "outcome"),
    [
        ("        return torch.where(x.sum() > 0, x.sin(), x.cos())\n", Outcome.PASS),
        ("        return torch.where(x.sum() > 0, x.cos(), x.sin())\n", Outcome.INVALID),  # something else than before
        (BRANCH.replace("x.sum()", "x.sum() + 0"), Outcome.FAIL),  # refused as before
    ],
)
def test_an_edit_is_held_against_the_original(edit: str, outcome: Outcome) -> None:
    target = read_target(f"{SOURCE}:Model", {"args": "(torch.ones(3, 3),)"})
    source = SOURCE.read_text()
    assert BRANCH in source
    found = verify(target, source.replace(BRANCH, edit), stages=selected_stages(["run"]))
    assert found.outcomes == dict.fromkeys(MODES, outcome) or outcome is Outcome.INVALID
    assert found.holds == (outcome is Outcome.PASS)


REGISTERING = """import dataclasses
import torch

library = torch.library.Library("exportdb_verify", "DEF")
library.define("twice(Tensor x) -> Tensor")


@torch.library.impl(library, "twice", "CPU")
def twice(x):
    return x * 2


@dataclasses.dataclass
class Out:
    value: torch.Tensor


class Model(torch.nn.Module):
    def forward(self, x):
        return Out(torch.ops.exportdb_verify.twice(x))
"""
FAKE = '\n\n@torch.library.register_fake("exportdb_verify::twice")\ndef _(x):\n    return torch.empty_like(x)\n'
CLASS = '\n\ntorch.export.register_dataclass(Out, serialized_type_name="Out")\n'


def test_what_a_process_takes_once_can_be_edited(tmp_path: Path) -> None:
    """An operator's library, and the class of the outputs: both texts are in one process."""
    file = tmp_path / "registering.py"
    file.write_text(REGISTERING)
    target = read_target(f"{file}:Model", {"args": "(torch.ones(3),)"})
    found = verify(target, REGISTERING + FAKE + CLASS, stages=selected_stages(["run"]))
    assert found.holds, found.problems
    wrong = REGISTERING.replace("twice(x))", "twice(x) + 1)")
    assert not verify(target, wrong + FAKE + CLASS, stages=selected_stages(["run"])).holds
