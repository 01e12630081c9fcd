"""Assign to the real part of a complex tensor

`z.real = values` writes through a view of the tensor. Strict mode has no rule for setting this attribute; non-strict
mode records a copy, on complex numbers for which core ATen has no operators. Keep the two parts as two real tensors.
"""

import torch

tags = {"python.attribute", "torch.mutation", "torch.signal", "python.graph-break"}
expect = {"strict": "export: GB0058", "nonstrict": "decompose: NonCoreATen"}


class Model(torch.nn.Module):
    def forward(self, real, imaginary):
        z = torch.complex(real, imaginary)
        z.real = real.relu()
        return z.abs()


class TwoParts(torch.nn.Module):
    """Compute with both parts by hand; each operation on complex numbers has to be written out."""

    def forward(self, real, imaginary):
        return (real.relu().square() + imaginary.square()).sqrt()


model = Model()
rewrites = {"two parts": TwoParts()}
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.ones(4), torch.zeros(4))]
