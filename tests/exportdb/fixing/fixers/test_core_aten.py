from __future__ import annotations

import pytest

CHANGES = {
    "n = lengths.max().item()": "n = lengths.amax().item()",
    "y = torch.max(x) - x.max(dim=0).values": "y = torch.amax(x) - x.max(dim=0).values",
    "y = (x * 2).max() + x.max()": "y = (x * 2).amax() + x.amax()",
}
LEAVES = ("y = torch.max(x, z)", "y = x.max(0).values", "y = max(x, z)", "y = x.amax()")


def program(line: str) -> str:
    return f"import torch\n\ndef forward(x, z, lengths):\n    {line}\n    return x\n"


@pytest.mark.parametrize("line", CHANGES)
def test_changes(ask, line):
    (patch,) = ask("amax", program(line), "NonCoreATen", "not core ATen: aten.max.default").patches
    assert patch.source == program(CHANGES[line])
    assert not ask("amax", program(line), "NonCoreATen", "not core ATen: aten.min.default").patches


@pytest.mark.parametrize("line", LEAVES)
def test_leaves_alone(ask, line):
    found = ask("amax", program(line), "NonCoreATen", "not core ATen: aten.max.default")
    assert not found.patches
    assert not found.left
