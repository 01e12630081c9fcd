from __future__ import annotations

from textwrap import dedent

import pytest

CHANGES = {
    "early return, the rest is the other side": (
        """
        import torch


        class Net(torch.nn.Module):
            def __init__(self, width):
                super().__init__()
                self.layer = torch.nn.Linear(width, width)

            def forward(self, x):
                h = self.layer(x)
                # sure enough
                if h.amax() > 0.9:  # !
                    return h
                h = h.exp()
                h += 1
                return self.layer(h)
        """,
        """
        import torch


        class Net(torch.nn.Module):
            def __init__(self, width):
                super().__init__()
                self.layer = torch.nn.Linear(width, width)

            def forward(self, x):
                h = self.layer(x)

                # sure enough
                def if_true(h):
                    return h.clone()

                def if_false(h):
                    h = h.exp()
                    h = h + 1
                    return self.layer(h)

                return torch.cond(h.amax() > 0.9, if_true, if_false, (h,))
        """,
    ),
    "elif, several names, numbers closed over": (
        """
        import torch as t

        def scaled(x: t.Tensor, by: float, flag):
            if flag.any() and x.sum() < 9:  # !
                # both
                y = x * by
                z = x[0]  # the first
            elif 7 not in x or any(x > 9):
                y = z = x @ x
            else:
                z = x.sum()
                y = x
            return y, z
        """,
        """
        import torch as t

        def scaled(x: t.Tensor, by: float, flag):
            def if_true(x):
                # both
                y = x * by
                z = x[0]  # the first
                return y, z.clone()

            def if_false(x):
                def if_true_2(x):
                    y = z = x @ x
                    return y, z

                def if_false_2(x):
                    z = x.sum()
                    y = x
                    return y.clone(), z

                return t.cond(~(x == 7).any() | (x > 9).any(), if_true_2, if_false_2, (x,))

            y, z = t.cond(flag.any() & (x.sum() < 9), if_true, if_false, (x,))
            return y, z
        """,
    ),
    "a number on both sides": (
        """
        import torch

        def f(x):
            if x.any():  # !
                x, k = x @ x, 2.0
                k = 2.0
            else:
                k = 1
            return x * k
        """,
        """
        import torch

        def f(x):
            def if_true(x):
                x, k = x @ x, 2.0
                k = 2.0
                return x, torch.full((), k)

            def if_false(x):
                k = 1
                return x.clone(), torch.full((), k)

            x, k = torch.cond(x.any(), if_true, if_false, (x,))
            return x * k
        """,
    ),
    "one side only": (
        """
        import torch

        def clipped(x, mask):
            if mask.any().item():  # !
                x = x.tril()
            return x
        """,
        """
        import torch

        def clipped(x, mask):
            def if_true(x):
                return x.tril()

            def if_false(x):
                return x.clone()

            x = torch.cond(mask.any(), if_true, if_false, (x,))
            return x
        """,
    ),
    "conditional expression, torch not yet imported": (
        """
        def chosen(x):
            return (x.cumsum(0) if x.sum() > 0 else x) * 2  # !
        """,
        """
        import torch

        def chosen(x):
            return (torch.cond(x.sum() > 0, lambda x: x.cumsum(0), lambda x: x.clone(), (x,))) * 2
        """,
    ),
}

_COUNTS = """
class Net:
    def forward(self, x):
        if x.sum() > 0:  # !
            {}
            x = x + 1
        return x
"""

LEAVES = {
    "an attribute": (_COUNTS.format("self.count = 1"), "a side does more than compute: it writes to `self.count`"),
    "in place": (_COUNTS.format("y = x.add_(1)"), "a side does more than compute: `x.add_` writes into a tensor"),
    "the input updated": (_COUNTS.format("x += 1"), "a side does more than compute: `x += 1` may write into a tensor"),
    "an element": (_COUNTS.format("x[0] = 1"), "a side does more than compute: it writes to `x[0]`"),
    "told": (_COUNTS.format("print(x)"), "a side does more than compute: `print(x)` is there for what it does besides"),
    "a call of anything": (
        _COUNTS.format("y = tell(x)"),
        "a side does more than compute: what `tell` does is not known",
    ),
    "a method that counts": (
        """
        class Net:
            def step(self, x):
                self.steps += 1
                return x

            def forward(self, x):
                return self.step(x) if x.any() else x  # !
        """,
        "a side does more than compute: `self.step`: `self.steps += 1` may write into a tensor",
    ),
    "a number": (
        "def f(x):\n    k = 1\n    if x.any():  # !\n        k = 2\n    return x * k\n",
        "`k` may be no tensor, and torch.cond gives tensors",
    ),
    "a loop's end": (
        "def f(x):\n    for _ in 1, 2:\n        if x.any():  # !\n            break\n        x = -x\n    return x\n",
        "it decides how often a loop goes round",
    ),
    "bound on one side": (
        "def f(x):\n    if x.any():  # !\n        y = x * 2\n    return y\n",
        "`y` is bound on one side only",
    ),
    "half of it asked of Python": (
        "def f(x, m):\n    if m is not None and m.any():  # !\n        x = x * 2\n    return x\n",
        "a part of `m is not None and m.any()` is no tensor's value",
    ),
    "recursion": (
        "def f(x):\n    if x.amax() < 1:  # !\n        return x\n    return f(x / 2)\n",
        "the function calls itself, and both sides are traced",
    ),
    "a way without result": (
        "def f(x):\n    if x.any():  # !\n        return x\n",
        "one way through it returns nothing",
    ),
    "raises, another fixer's": ("def f(x):\n    if x.any():  # !\n        raise ValueError\n    return x\n", None),
    "export stopped elsewhere": ("def f(x):\n    if x.any():\n        x = x * 2\n    return x  # !\n", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = CHANGES[name]
    (patch,) = ask("cond", before, "GB0170", "Data-dependent branching").patches
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("cond", before, "GB0170", "Data-dependent branching")
    assert not found.patches
    assert [left.reason for left in found.left] == ([reason] if reason else [])


@pytest.mark.parametrize(("test", "patches"), [("x.sum() > 0", 1), ("x.dim() > 2", 0)])
def test_without_a_line_the_text_tells(ask, test, patches):
    source = f"def f(x):\n    if {test}:\n        x = x.tril()\n    return x\n"
    assert len(ask("cond", source, "", "Dynamic control flow is not supported at the moment.").patches) == patches
