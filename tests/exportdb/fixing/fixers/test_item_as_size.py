from __future__ import annotations

from textwrap import dedent

import pytest

_NO_NUMBER = "Could not extract specialized integer from data-dependent expression u0 (unhinted: u0).  (Size-like"
_UNDECIDED = "Could not guard on data-dependent expression {0} (unhinted: {0}).  (Size-like symbols: none)"
_LISTED = """Could not guard on data-dependent expression Eq(u0, 0) (unhinted: Eq(u0, 0)).

To fix the error, insert one of the following checks before this call:
  1. torch._check(rows.shape[0] == 0)
  2. torch._check(rows.shape[0] != 0)

(These suggested fixes were derived by replacing `u0` with rows.shape[0] in Eq(u0, 0) and its negation.)"""

#: Message, text before, text after the first edit.
CHANGES = {
    "int() of what may be a float": (
        _NO_NUMBER,
        "def f(x, ratio):\n    return x.repeat(int(ratio * 4))  # !\n",
        "def f(x, ratio):\n    return x.repeat((ratio * 4).long().item())\n",
    ),
    "int() of a position": (
        _NO_NUMBER,
        "def f(x):\n    n = int(x.argmax()) + 1  # !\n    return x[:n]\n",
        "def f(x):\n    n = x.argmax().item() + 1\n    return x[:n]\n",
    ),
    "float()": (
        _NO_NUMBER.replace("u0", "zuf0"),
        "def f(x):\n    return x / float(x.amax())  # !\n",
        "def f(x):\n    return x / x.amax().double().item()\n",
    ),
    "the symbol under the user's name": (
        _UNDECIDED.format("u0 < 0"),
        """
        import torch

        def f(x, first):
            n = first.item()
            # two rows
            y = x.narrow(0, n, 2)  # !
            return y
        """,
        """
        import torch

        def f(x, first):
            n = first.item()
            torch._check(n >= 0)
            # two rows
            y = x.narrow(0, n, 2)
            return y
        """,
    ),
    "torch's list, the name bound on two ways": (
        _LISTED,
        """
        import torch

        def f(x, wide):
            rows = x[x > 0]
            if wide:
                rows = rows.repeat(2)
            # turned
            return rows.roll(1)  # !
        """,
        """
        import torch

        def f(x, wide):
            rows = x[x > 0]
            if wide:
                rows = rows.repeat(2)
            # turned
            torch._check(rows.shape[0] != 0)
            return rows.roll(1)
        """,
    ),
}

LEAVES = {
    "one size only": (_LISTED.replace("!=", "=="), "def f(rows):\n    return rows.roll(1)  # !\n", 1),
    "a name that is not there": (_LISTED, "def f(x):\n    return x[x > 0].roll(1)  # !\n", 0),
    "two numbers": (
        _UNDECIDED.format("u0 < 0"),
        "def f(x, s):\n    a, b = s.tolist()\n    return x.narrow(0, a, b)  # !\n",
        0,
    ),
    "an expression of two symbols": (
        _UNDECIDED.format("u0 < u1"),
        "def f(x, s):\n    n = s.item()\n    return x[:n]  # !\n",
        0,
    ),
    "int() of a size": (_NO_NUMBER, "def f(x):\n    return x.repeat(int(x.size(0)))  # !\n", 0),
    "int() elsewhere": (_NO_NUMBER, "def f(x, c):\n    n = int(c)\n    return x[n:]  # !\n", 0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    message, before, after = CHANGES[name]
    patch = ask("check-size", before, "GuardOnDataDependentSymNode", message).patches[0]
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    message, before, told = LEAVES[name]
    found = ask("check-size", before, "GuardOnDataDependentSymNode", message)
    assert not found.patches
    assert [left.reason for left in found.left] == ["`rows.shape[0] == 0` would allow one size only"] * told
