"""Seed `random.Random` by keyword

Strict mode follows a generator of random numbers that is seeded by position with a constant, and refuses every other
form. Non-strict mode draws while tracing. Both keep the numbers as constants: a seed makes them the same each time.
"""

import random

import torch

tags = {"python.random", "python.keyword-argument", "python.graph-break"}
expect = {"strict": "export: GB0297"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x * random.Random(x=7).random()


class Before(torch.nn.Module):
    """Draw when the module is made, so that it is plain that the number is a constant."""

    def __init__(self):
        super().__init__()
        self.factor = random.Random(7).random()

    def forward(self, x):
        return x * self.factor


model = Model()
rewrites = {"drawn before": Before()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
