from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.checking.check import Checked, lane_of
from exportdb.checking.obstacles import MatchView, obstacles
from exportdb.checking.targets import CheckTarget
from exportdb_engine.protocol import Cell, Chain, Environment, Mode, Outcome, Stage

FIXTURES = Path(__file__).parent / "fixtures"
MESSAGE = """Data-dependent branching
  Explanation: Detected data-dependent branching.
  Hint: Use `torch.cond` to express dynamic control flow.

  Developer debug context: attempted to jump with TensorVariable()
"""


def chain(mode: Mode, *cells: Cell) -> Chain:
    return Chain("check", "check", "", "original", mode, (Stage.EAGER, Stage.EXPORT), "", cells)


@pytest.fixture
def refused() -> Checked:
    """A check of branch.py that was refused in strict mode, without a worker."""
    path = FIXTURES / "branch.py"
    at = {"at": {"file": str(path), "line": 6, "text": "if x.sum() > 0:"}}
    eager = Cell(Stage.EAGER, Outcome.PASS)
    stop = Cell(Stage.EXPORT, Outcome.FAIL, "GB0170", "Data-dependent branching", MESSAGE, detail=at)
    chains = [chain(Mode.STRICT, eager, stop), chain(Mode.NONSTRICT, eager, Cell(Stage.EXPORT, Outcome.PASS))]
    target = CheckTarget("branch.py:Model", "object", path, name="Model", cwd=FIXTURES)
    target.expressions["args"] = "(torch.randn(3, 3),)"
    checked = Checked(target, Environment("3.11", "cpython", "2.13.0", "linux"), {c.mode: lane_of(c) for c in chains})
    (one,) = obstacles(chains, None, FIXTURES, {})
    match = MatchView("control_flow/branch_on_tensor_value", "Branch on the value of a tensor", 0.96)
    checked.obstacles = [type(one)(**{**{f: getattr(one, f) for f in one.__slots__}, "matches": (match,)})]
    return checked
