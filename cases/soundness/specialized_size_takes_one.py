"""A size that was specialized to two takes one

The example has two rows, the branch says that there are two at most, and tracing takes for granted that there are two
at least: the size becomes the constant 2. But the lower bound is never checked, so the exported program takes one
row, and works on it with the constant.
"""

import torch
from torch.export import Dim

tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-auto",
    "torch.zero-one-specialization",
    "python.control-flow",
}
expect = {"strict": "shapes: Unguarded", "nonstrict": "shapes: Unguarded"}


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1 if x.shape[0] > 2 else x - 1
        return y * y.shape[0]


class Counts(torch.nn.Module):
    """Decide by a count that is a tensor, and choose by torch.where; then no size is specialized."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        y = torch.where(rows > 2, x + 1, x - 1)
        return y * y.shape[0]


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(2, 4),)
dynamic_shapes = {"x": (Dim.AUTO, None)}
more_args = [(torch.ones(2, 4),)]
