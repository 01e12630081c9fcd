"""Circular padding of an empty input, after decomposition

Eager mode refuses to wrap around an input that is shorter than the padding. The decomposition is made of slices and
copies that take an empty input, and the decomposed program answers with what it found.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause a7de60881652ad4f
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.pad(x, (1, 0), mode="circular")


class ByHand(torch.nn.Module):
    """Join the last column by hand; taking it by its index fails where there is none."""

    def forward(self, x):
        return torch.cat([x[:, -1].unsqueeze(1), x], dim=1)


model = Model()
rewrites = {"by hand": ByHand()}
example_args = (torch.randn(4, 5),)
dynamic_shapes = {"x": (None, _rows)}
more_args = [(torch.ones(4, 7),)]
