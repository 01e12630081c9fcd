"""Read the bits of floats with `view(torch.int32)`

The view gives the same memory under another dtype, and both modes trace it. `view.dtype` is not core ATen and has no
decomposition, so backends that take only those refuse it. `frexp` and arithmetic say what most code wants of the bits.
"""

import torch

tags = {"torch.dtype", "torch.alias", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}


class Model(torch.nn.Module):
    def forward(self, x):
        negative = x.view(torch.int32) < 0
        return negative


class ByArithmetic(torch.nn.Module):
    """Ask for the sign through the reciprocal, which tells -0.0 from 0.0. A NaN with its sign bit set is not found."""

    def forward(self, x):
        return (x < 0) | (x.reciprocal() < 0)


model = Model()
rewrites = {"arithmetic": ByArithmetic()}
example_args = (torch.randn(4),)
more_args = [(torch.tensor([0.0, -0.0, 1.0, -torch.inf]),)]
