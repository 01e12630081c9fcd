from __future__ import annotations

from textwrap import dedent

import pytest

CHANGES = {
    "two returns": (
        """
        import torch

        def f(x):
            # large ones
            if x.mean() > 0.5:  # !
                return x.exp()
            return torch.tanh(x) * 2
        """,
        """
        import torch

        def f(x):
            # large ones
            return torch.where(x.mean() > 0.5, x.exp(), torch.tanh(x) * 2)
        """,
    ),
    "numbers on three sides": (
        """
        import torch

        def f(x, flag):
            if flag:  # !
                k = 1.0
            elif not x.any():
                k = 2.0
            else:
                k = 3.0
            return x * k
        """,
        """
        import torch

        def f(x, flag):
            k = torch.where(flag != 0, 1.0, torch.where(~x.any(), 2.0, 3.0))
            return x * k
        """,
    ),
    "one side, a number of the constructor": (
        """
        import torch

        class Net(torch.nn.Module):
            def __init__(self, limit):
                super().__init__()
                self.limit = limit

            def forward(self, x):
                if x.abs().amax() > self.limit: x = x.clamp(-self.limit, self.limit)  # !
                return x
        """,
        """
        import torch

        class Net(torch.nn.Module):
            def __init__(self, limit):
                super().__init__()
                self.limit = limit

            def forward(self, x):
                x = torch.where(x.abs().amax() > self.limit, x.clamp(-self.limit, self.limit), x)
                return x
        """,
    ),
    "conditional expression": (
        """
        import torch

        def f(x, flag):
            return x * (2.0 if flag.item() else 0.5)  # !
        """,
        """
        import torch

        def f(x, flag):
            return x * (torch.where(flag != 0, 2.0, 0.5))
        """,
    ),
}

#: Before, and after.
OPERATORS = [
    ("inside = 0.0 < x < 1.0", "inside = (0.0 < x) & (x < 1.0)"),
    ("y = x * (0 < x <= 1)", "y = x * ((0 < x) & (x <= 1))"),
    ("y = 2 / (x or 1.0)", "y = 2 / (torch.where(x != 0, x, 1.0))"),
    ("y = x * bool(x.sum() > 0)", "y = x * (x.sum() > 0)"),
    ("big = bool((x > 5).any())", "big = (x > 5).any()"),
    ("y = bool(x.shape[0])", None),
    ("y = x or None", None),
    ("y = 0 < flat(x) < 1", None),
]

_UNLIKE = "its sides are not element-wise over the same tensors"

LEAVES = {
    "other tensors, maybe of another shape": (
        "def f(x, y):\n    return x if x.any() else y  # !\n",
        _UNLIKE,
    ),
    "a parameter on one side": (
        """
        class Net(torch.nn.Module):
            def __init__(self):
                self.register_buffer("w", torch.ones(3))

            def forward(self, x):
                return x if x.any() else x * self.w  # !
        """,
        _UNLIKE,
    ),
    "dear": ("def f(x):\n    return x @ x if x.any() else x  # !\n", _UNLIKE),
    "a number returned": ("def f(x):\n    if x.any():  # !\n        return 0.0\n    return x\n", _UNLIKE),
    "several statements": (
        "def f(x):\n    if x.any():  # !\n        y = x * 2\n        x = y + 1\n    return x\n",
        "its sides are more than one value each",
    ),
    "a number's test": (
        "def f(x, c):\n    n = c.item()\n    return x if n > 1 else x * 2  # !\n",
        "`n > 1` is not of tensors alone",
    ),
    "export stopped elsewhere": ("def f(x):\n    y = x if x.any() else -x\n    return y  # !\n", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = CHANGES[name]
    (patch,) = ask("where", before, "GB0170", "Data-dependent branching").patches
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("where", before, "GB0170", "Data-dependent branching")
    assert not found.patches
    assert [left.reason for left in found.left] == ([reason] if reason else [])


@pytest.mark.parametrize(("before", "after"), OPERATORS)
def test_operators_outside_of_tests(ask, before, after):
    found = ask("where", f"import torch\n\ndef f(x):\n    {before}  # !\n", "GB0170", "Data-dependent branching")
    assert [patch.source.splitlines()[-1].strip() for patch in found.patches] == ([after] if after else [])
