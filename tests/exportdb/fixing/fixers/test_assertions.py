from __future__ import annotations

from textwrap import dedent

import pytest

CHANGES = {
    "a tensor's values": (
        """
        import torch

        def f(x):
            # a distribution
            assert (x >= 0).all(), f"negative in {x.shape}"  # !
            return x
        """,
        """
        import torch

        def f(x):
            # a distribution
            torch._assert_async((x >= 0).all(), "negative in ...")
            return x
        """,
    ),
    "bad values": (
        """
        import torch

        def f(x):
            if x.isnan().any() or x.sum() > 9:  # !
                raise ValueError("bad")
            elif x.amin() < 0:
                raise RuntimeError
            return x
        """,
        """
        import torch

        def f(x):
            torch._assert_async(~(x.isnan().any() | (x.sum() > 9)), "bad")
            torch._assert_async(~(x.amin() < 0), "x.amin() < 0")
            return x
        """,
    ),
    "a number, its class kept": (
        """
        import torch

        def f(x, count):
            n = count.item()
            if n < 1 or n > x.shape[0]:  # !
                raise ValueError("times: %d" % n)
            return x[:n]
        """,
        """
        import torch

        def f(x, count):
            n = count.item()
            torch._check_value(n >= 1)  # times: %d
            torch._check_value(n <= x.shape[0])  # times: %d
            return x[:n]
        """,
    ),
    "a number that may be nan": (
        """
        import torch

        def f(x):
            if x.sum().item() > 9.5:  # !
                raise RuntimeError("large")
            return x
        """,
        """
        import torch

        def f(x):
            torch._check(torch.sym_not(x.sum().item() > 9.5))  # large
            return x
        """,
    ),
    "an asserted number": (
        """
        import torch

        def f(x, count):
            n = count.item()
            assert n > 0, "count has to be positive"  # !
            return x.repeat(n)
        """,
        """
        import torch

        def f(x, count):
            n = count.item()
            assert n > 0  # count has to be positive
            return x.repeat(n)
        """,
    ),
    "torch._assert": (
        """
        import torch as t

        def f(x):
            t._assert((x > 0).all(), "negative")  # !
            return x
        """,
        """
        import torch as t

        def f(x):
            t._assert_async((x > 0).all(), "negative")
            return x
        """,
    ),
}

LEAVES = {
    "caught": (
        "def f(x):\n    try:\n        assert x.sum() > 0  # !\n    except Exception:\n        pass\n    return x\n",
        "what it raises may be caught here",
    ),
    "half of it asked of Python": (
        "def f(x):\n    assert x is not None and x.any()  # !\n    return x\n",
        "`x is not None and x.any()` is not of tensors, nor of numbers, alone",
    ),
    "it does more than raise": ("def f(x):\n    if x.any():  # !\n        x = -x\n        raise ValueError\n", None),
    "export stopped elsewhere": ("def f(x):\n    assert x.sum() > 0\n    return x  # !\n", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = CHANGES[name]
    (patch,) = ask("check", before, "", "Could not guard on data-dependent expression Eq(u0, 1)").patches
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("check", before, "", "Could not guard on data-dependent expression Eq(u0, 1)")
    assert not found.patches
    assert [left.reason for left in found.left] == ([reason] if reason else [])
