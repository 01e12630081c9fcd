"""Reflection padding of too short an input, after decomposition

Padding by reflection needs an input that is longer than the padding, and the operator says so. The decomposition
gathers by computed indices and does not ask: for rows of one element the decomposed program gives values where eager
mode and the exported program raise.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 8afd87ad0a6f2b39
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.pad(x, (1, 0), mode="reflect")


class ByHand(torch.nn.Module):
    """Join the reflected column by hand; taking it by its index fails where there is none."""

    def forward(self, x):
        return torch.cat([x[:, 1].unsqueeze(1), x], dim=1)


model = Model()
rewrites = {"by hand": ByHand()}
example_args = (torch.randn(4, 5),)
dynamic_shapes = {"x": (None, _rows)}
more_args = [(torch.ones(4, 7),)]
