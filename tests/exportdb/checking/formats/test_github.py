from __future__ import annotations

from exportdb.checking.check import Checked
from exportdb.checking.formats.github import commands


def test_a_command_is_one_line_with_its_place(refused: Checked) -> None:
    (line,) = commands(refused)
    assert line.startswith("::error file=branch.py,line=6,title=GB0170 (strict)::Data-dependent branching.")
    assert "\n" not in line
    assert "%0Alike control_flow/branch_on_tensor_value" in line
