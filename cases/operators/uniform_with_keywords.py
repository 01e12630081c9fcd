"""Give the bounds of `uniform_` by keyword

The lower bound is called `from`, a keyword of Python, so it can be given by name only through a dict. Strict mode
refuses that form; non-strict mode takes it, and records an operator that core ATen does not have. Scale the numbers of
`rand`.
"""

import torch

tags = {"python.random", "python.keyword-argument", "python.graph-break"}
expect = {"strict": "export: GB0110", "nonstrict": "decompose: NonCoreATen"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bounds = {"from": -0.5, "to": 0.5}

    def forward(self, x):
        return x + torch.empty_like(x).uniform_(**self.bounds)


class ScaledRand(Model):
    """Stretch `torch.rand` to the bounds; the same seed gives the same numbers up to rounding."""

    def forward(self, x):
        low, high = self.bounds["from"], self.bounds["to"]
        return x + low + (high - low) * torch.rand(x.shape)


model = Model()
rewrites = {"rand": ScaledRand()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
