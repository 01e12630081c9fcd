"""Branch on whether a transposed tensor is contiguous

A matrix of one row is contiguous both ways round. Tracing takes the number of rows to be two or more, so the
transposed tensor is not contiguous, and that answer is kept without a guard. For one row the exported program takes
the other side than eager mode.
"""

import torch
from torch.export import Dim

tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.zero-one-specialization",
    "python.control-flow",
    "torch.alias",
}
expect = {"strict": "shapes: Unsound", "nonstrict": "shapes: Unsound"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        columns = x.t()
        return columns * 2 if columns.is_contiguous() else columns


class Says(torch.nn.Module):
    """Say the condition by the number of rows, in a tensor; the memory format is not asked."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return torch.where(rows == 1, x.t() * 2, x.t())


model = Model()
rewrites = {"say what is meant": Says()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
