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
    "a check that warns": (
        """
        import warnings
        import torch

        def double(x):
            if x.isnan().any() or x.isinf().any():  # !
                warnings.warn("not finite")
            return x * 2
        """,
        """
        import warnings
        import torch

        def double(x):
            if not torch.compiler.is_compiling() and (x.isnan().any() or x.isinf().any()):
                warnings.warn("not finite")
            return x * 2
        """,
    ),
    "a clock": (
        """
        import time
        import torch

        def double(x):
            start = time.time()  # !
            y = x * 2
            took = time.time() - start
            self.logger.info(f"took {took:.2f} s")
            return y
        """,
        """
        import time
        import torch

        def double(x):
            if not torch.compiler.is_compiling():
                start = time.time()
            y = x * 2
            if not torch.compiler.is_compiling():
                took = time.time() - start
            if not torch.compiler.is_compiling():
                self.logger.info(f"took {took:.2f} s")
            return y
        """,
    ),
    "a progress bar": (
        """
        def double(x):
            for _ in tqdm(range(3), desc="twice"):  # !
                x = x * 2
            return x
        """,
        """
        def double(x):
            for _ in range(3):
                x = x * 2
            return x
        """,
    ),
    "a logger that is looked up": (
        """
        import torch

        def double(x):
            logging.getLogger(__name__).debug("x %s", x)  # !
            return x * 2
        """,
        """
        import torch

        def double(x):
            if not torch.compiler.is_compiling():
                logging.getLogger(__name__).debug("x %s", x)
            return x * 2
        """,
    ),
}

LEAVES = {
    "the time is returned": (
        "def double(x):\n    start = time.time()  # !\n    return x, time.time() - start\n",
        "start is used for more than to be shown",
    ),
    "the check computes too": (
        "def double(x):\n    if x.sum() > 0:  # !\n        print(x)\n        x = x * 2\n    return x\n",
        None,
    ),
    "another branch computes": (
        "def double(x):\n    if x.sum() > 0:  # !\n        print(x)\n    else:\n        x = -x\n    return x\n",
        None,
    ),
    "a logarithm": ("def double(x):\n    torch.log(x, out=x)  # !\n    return x\n", None),
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
