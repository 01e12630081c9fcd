"""Repeat as often as there are rows, twice at most

The smaller one of a size and 2 is 2 when the size is two or more, which tracing takes for granted. The loop is
unrolled twice, nothing guards the size, and for one row or none the exported program adds too much.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 12d700fbdce8b6af
tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.zero-one-specialization",
    "python.control-flow",
}
expect = {"strict": "shapes: Unsound", "nonstrict": "shapes: Unsound"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        total = x.sum(0)
        for _ in range(min(x.shape[0], 2)):
            total = total + 1
        return total


class Counts(torch.nn.Module):
    """Add the bounded count, which is a tensor, in one go."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return x.sum(0) + rows.clamp(max=2)


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
