"""Select from the first half of an input

How many values are chosen is at most the size of the half, which depends on the size of the input. Strict mode traces
twice, and the second time it finds another bound for that number than the first time: an assertion of the compiler's
own fails. Non-strict mode exports the program, for the size of the example alone, since the split is a guard on it.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 07bb9e692aec9eb9
# exportdb fuzz: cause 6c65e4e989fd7baf
tags = {"torch.dynamic-shape", "torch.unbacked-size", "torch.dim-auto"}
expect = {"strict": "export: AssertionError", "nonstrict": "generalize: InputRefused, shapes: OverRestrictive"}


class Model(torch.nn.Module):
    def forward(self, x):
        half = x.tensor_split(2)[0]
        return half[half > 0]


class Masks(torch.nn.Module):
    """Mask by position as well as by value, so that the choice is made from the whole input."""

    def forward(self, x):
        first = torch.arange(x.shape[0]) < (x.shape[0] + 1) // 2
        return x[first & (x > 0)]


model = Model()
rewrites = {"mask by position": Masks()}
example_args = (torch.randn(2),)
dynamic_shapes = {"x": (Dim.AUTO,)}
more_args = [(torch.arange(-2.0, 5.0),)]
