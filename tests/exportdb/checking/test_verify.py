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
