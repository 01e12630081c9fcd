"""Ask whether a size is among the sizes

`1 in x.shape` compares each size with 1, and tracing answers for a dynamic size that it is not. The answer is kept
without a guard, so an input of one row, which the declared range includes, gets the side that eager mode does not
take.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 1512a7813e5bddf8
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
        return x * 2 if 1 in x.shape else x


class Counts(torch.nn.Module):
    """Compare a count that is a tensor, and choose by torch.where; both sides are computed."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return torch.where(rows == 1, x * 2, x)


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
