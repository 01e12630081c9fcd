from __future__ import annotations

from textwrap import dedent

import pytest

CHANGES = {
    "print": (
        """
        import torch


        class Net(torch.nn.Module):
            def forward(self, x):
                # tell
                print("sum", x.sum())  # !
                return x + 1
        """,
        """
        import torch


        class Net(torch.nn.Module):
            def forward(self, x):
                # tell
                if not torch.compiler.is_compiling():
                    print("sum", x.sum())
                return x + 1
        """,
    ),
    "a logger, torch under another name": (
        """
        import logging
        import torch as t

        log = logging.getLogger()

        def double(x):
            log.info("double %s", x)  # !
            return x * 2
        """,
        """
        import logging
        import torch as t

        log = logging.getLogger()

        def double(x):
            if not t.compiler.is_compiling():
                log.info("double %s", x)
            return x * 2
        """,
    ),
}

LEAVES = {
    "what it shows is assigned on the way": (
        "def double(x):\n    print(y := x * 2)  # !\n    return y\n",
        "its arguments do more than be shown",
    ),
    "nothing stops there": ("def double(x):\n    print(x)\n    return x  # !\n", None),
    "print in the constructor": ("class A:\n    def __init__(self):\n        print('made')  # !\n", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = CHANGES[name]
    (patch,) = ask("print", before, "GB0059", "Attempted to call builtin print").patches
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("print", before, "GB0059", "Attempted to call builtin print")
    assert not found.patches
    assert [left.reason for left in found.left] == ([reason] if reason else [])
