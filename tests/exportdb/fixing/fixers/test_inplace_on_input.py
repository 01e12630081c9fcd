from __future__ import annotations

from textwrap import dedent

import pytest

_REFUSED = "Encountered input mutation during higher order op tracing"

CHANGES = {
    "a loop's body": (
        """
        def f(x):
            def step(x, n: int):
                \"\"\"One step.\"\"\"
                n += 1
                x.mul_(0.5).sub_(0.1)
                x[0] = 0
                return (x.clone(), n)

            return while_loop(test, step, (x, 0))[0]  # !
        """,
        """
        def f(x):
            def step(x, n: int):
                \"\"\"One step.\"\"\"
                x = x.clone()
                n += 1
                x.mul_(0.5).sub_(0.1)
                x[0] = 0
                return (x.clone(), n)

            return while_loop(test, step, (x, 0))[0]
        """,
    ),
    "a branch": (
        "def f(y):\n    return torch.cond(y.any(), lambda y: y.add_(1), lambda y: y - 1, (y,))  # !\n",
        "def f(y):\n    return torch.cond(y.any(), lambda y: y.clone().add_(1), lambda y: y - 1, (y,))\n",
    ),
}

LEAVES = {
    "bound anew before": (
        "def f(x):\n    def step(x):\n        x = -x\n        return x.add_(1)\n    return scan(step, x)  # !\n",
        None,
    ),
    "a lambda of nobody's": ("def f(y):\n    add = lambda y: y.add_(1)  # !\n    return add(y * 2)\n", None),
    "only read": ("def f(x):\n    return x.add(1)  # !\n", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = CHANGES[name]
    (patch,) = ask("clone-input", before, "GB0041", _REFUSED).patches
    assert patch.source == dedent(after).lstrip("\n")


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("clone-input", before, "GB0041", _REFUSED)
    assert not found.patches
    assert [left.reason for left in found.left] == ([reason] if reason else [])


def test_leaves_alone_what_the_caller_sees(ask):
    found = ask("clone-input", "def f(x):\n    x.add_(1)  # !\n    return x * 2\n", "InputMutationDiffers", "input[0]")
    assert not found.patches
    assert [left.reason for left in found.left] == ["the caller sees what is written into `x`, and not a copy"]
