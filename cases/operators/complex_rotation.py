"""Rotate pairs of features by complex multiplication

Both modes trace complex numbers, and the program runs and saves. Core ATen has no operator that makes a complex tensor
or takes one apart, so after `run_decompositions()` three operators are left that a backend for core ATen does not know.
Write the product out in real numbers.
"""

import torch

tags = {"torch.dtype", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/rotary_attention", "operators/times_imaginary_unit"]


class Model(torch.nn.Module):
    def forward(self, x, angle):
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        turned = pairs * torch.polar(torch.ones_like(angle), angle)
        return torch.view_as_real(turned).flatten(-2)


class Real(torch.nn.Module):
    """Keep real and imaginary part apart; the four products are then spelt out."""

    def forward(self, x, angle):
        real, imag = x.reshape(*x.shape[:-1], -1, 2).unbind(-1)
        cos, sin = angle.cos(), angle.sin()
        return torch.stack((real * cos - imag * sin, real * sin + imag * cos), -1).flatten(-2)


model = Model()
rewrites = {"in real numbers": Real()}
example_args = (torch.randn(2, 5, 4), torch.randn(5, 2))
more_args = [(torch.ones(2, 5, 4), torch.zeros(5, 2))]
