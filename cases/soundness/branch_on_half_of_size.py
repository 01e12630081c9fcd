"""Branch on whether half of a size is zero

Half of a size that is two or more is never zero, and two or more is what tracing takes a dynamic size for. So the
branch is settled from a bound that nothing checks: for one row, and for none, the exported program takes the side
that eager mode does not.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause d538db3de93d0186
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
        return x.sum(0) / 2 if x.shape[0] // 2 else x.sum(0)


class Counts(torch.nn.Module):
    """Compare a count that is a tensor, and choose by torch.where; both sides are computed."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return torch.where(rows >= 2, x.sum(0) / 2, x.sum(0))


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
