"""Shuffle with a seeded `random.Random` inside `forward`

The seed makes the order a constant, and non-strict mode shuffles while tracing. Strict mode models a `Random` for a few
methods, and `shuffle`, `sample` and `choice` are not among them. Shuffle in `__init__`: the order is a constant in any
case.
"""

import random

import torch

tags = {"python.random", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/random_number_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        order = list(range(x.shape[-1]))
        random.Random(7).shuffle(order)
        return x[..., order]


class ShuffledBefore(torch.nn.Module):
    """Shuffle once and keep the order; the number of columns has to be known beforehand."""

    def __init__(self, columns):
        super().__init__()
        self.order = list(range(columns))
        random.Random(7).shuffle(self.order)

    def forward(self, x):
        return x[..., self.order]


model = Model()
rewrites = {"shuffle in __init__": ShuffledBefore(5)}
example_args = (torch.randn(2, 5),)
more_args = [(torch.arange(10.0).reshape(2, 5),)]
