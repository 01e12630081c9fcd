"""`or` gives the default for a size of zero

`n - 1 or 1` is the usual way to write a divisor that is never zero. Tracing takes `n` to be two or more, so `n - 1`
is true for good and the default is gone: for one row the exported program divides by zero. No guard says so, and the
declared range begins at 0.
"""

import torch
from torch.export import Dim

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
        return x.sum(0) / (x.shape[0] - 1 or 1)


class Counts(torch.nn.Module):
    """Replace the divisor in a tensor. It costs a sum of ones."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return x.sum(0) / torch.where(rows == 1, 1, rows - 1)


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
