from __future__ import annotations

from textwrap import dedent

import pytest

LOST = "second call: output: 8 of 8 values differ, by up to 0.0799"


def program(init: str, forward: str) -> str:
    return dedent(
        f"""
        import torch


        class Net(torch.nn.Module):
            def __init__(self):
                super().__init__()
                {init}

            def forward(self, x):
                {forward}
                return x - self.mean
        """
    ).lstrip("\n")


CHANGES = {
    ("self.mean = torch.zeros(4)  # so far", "self.mean = 0.9 * self.mean + 0.1 * x"): (
        'self.register_buffer("mean", torch.zeros(4))  # so far',
        "self.mean.copy_(0.9 * self.mean + 0.1 * x)",
    ),
    ('self.register_buffer("mean", torch.zeros(4))', "self.mean = x"): (
        'self.register_buffer("mean", torch.zeros(4))',
        "self.mean.copy_(x)",
    ),
    ("self.mean = torch.zeros(4)", "self.mean += x"): (
        'self.register_buffer("mean", torch.zeros(4))',
        "self.mean += x",
    ),
    ("self.mean = torch.zeros(4)", "self.mean.add_(x)"): (
        'self.register_buffer("mean", torch.zeros(4))',
        "self.mean.add_(x)",
    ),
}
LEAVES = {
    ("self.mean = torch.zeros(4)", "self.mean = None"): "self.mean is given None, which a buffer cannot hold at times",
    ("self.mean = torch.zeros(4)", "y = self.mean"): None,
    ("self.mean = 0", "self.mean = x"): None,
    ("self.mean = torch.nn.Linear(4, 4)", "self.mean = x"): None,
}


@pytest.mark.parametrize("before", CHANGES)
def test_changes(ask, before):
    (patch,) = ask("buffer", program(*before), "ValuesDiffer", LOST).patches
    assert patch.source == program(*CHANGES[before])


@pytest.mark.parametrize("before", LEAVES)
def test_leaves_alone(ask, before):
    found = ask("buffer", program(*before), "ValuesDiffer", LOST)
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEAVES[before]] if LEAVES[before] else [])
