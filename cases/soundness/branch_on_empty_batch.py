"""An answer of its own for an empty batch

Tracing takes for granted that a size which is neither 0 nor 1 in the example never is. The branch for an empty batch
is dropped without a guard, while the declared range of a named `Dim` begins at 0: the exported program takes an empty
batch and answers with NaN. A condition on a count that is a tensor is decided when the program runs.
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
        if x.shape[0] == 0:
            return x.new_zeros(4)
        return x.mean(0)


class Counts(torch.nn.Module):
    """Count the rows in a tensor, and divide by one at least. It costs a sum of ones."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        return x.sum(0) / rows.clamp(min=1)


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
