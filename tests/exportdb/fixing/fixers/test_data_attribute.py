from __future__ import annotations

import pytest

MESSAGE = "We found a fake tensor in the exported program constant's list."

CHANGES = {
    "y = x.data * 2": "y = x.detach() * 2",
    "y = self.weight.data.abs() + x.data": "y = self.weight.detach().abs() + x.detach()",
}

LEAVES = {
    "self.m.data = x": (
        "self.m.data is written to, past autograd and the trace: keep a buffer and write to it with copy_()"
    ),
    "self.m.data.mul_(2)": (
        "self.m.data.mul_() changes a tensor past the trace: keep a buffer, and change that"
    ),
    "y = self.data + 1": None,
    "y = batch.data()": None,
}  # fmt: skip


def program(line: str) -> str:
    return f"class Net:\n    def forward(self, x):\n        {line}\n        return x\n"


@pytest.mark.parametrize("line", CHANGES)
def test_changes(ask, line):
    (patch,) = ask("data", program(line), "RuntimeError", MESSAGE).patches
    assert patch.source == program(CHANGES[line])
    assert not ask("data", program(line), "GB0170", "Data-dependent branching").patches


@pytest.mark.parametrize("line", LEAVES)
def test_leaves_alone(ask, line):
    found = ask("data", program(line), "RuntimeError", MESSAGE)
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEAVES[line]] if LEAVES[line] else [])
