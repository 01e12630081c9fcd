from __future__ import annotations

import pytest

MESSAGE = "Could not guard on data-dependent expression zuf0"

#: An expression at which torch stops -> what is written for it.
CHANGES = {
    "math.sqrt(x.sum())": "torch.sqrt(x.sum())",
    "math.sqrt(x.sum().item() + 1)": "torch.sqrt(x.sum() + 1)",
    "math.fabs(level)": "torch.abs(level)",
    "math.exp(-x.max()) * math.log(x.sum())": "torch.exp(-x.max()) * torch.log(x.sum())",
}
LEFT = {
    "math.ceil(x.sum())": "math.ceil gives a whole number of Python: use torch.ceil and stay in tensors",
    "math.sqrt(2.0)": None,
    "math.sqrt(x.shape[0])": None,
    "math.isnan(x.sum())": None,
}


def program(value: str, mark: str = "  # !") -> str:
    return f"import math\nimport torch\n\ndef f(x, level):\n    return x * ({value}){mark}\n"


@pytest.mark.parametrize("value", CHANGES)
def test_changes(ask, value):
    (patch,) = ask("math", program(value), "", MESSAGE).patches
    assert patch.source == program(CHANGES[value], "")


@pytest.mark.parametrize("value", LEFT)
def test_leaves_alone(ask, value):
    found = ask("math", program(value), "", MESSAGE)
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEFT[value]] if LEFT[value] else [])
