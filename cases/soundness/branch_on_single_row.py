"""An answer of its own for a single row

One row has no deviation, so eager mode answers with zeros. Tracing presumes that the size of the example, which is
not 1, never becomes 1: the comparison is true for good, nothing guards it, and the exported program gives NaN for one
row although the declared range includes it.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause f35477b9bdbc3bbf
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
        if x.shape[0] > 1:
            return x.std(0)
        return x.new_zeros(4)


class Counts(torch.nn.Module):
    """Write the deviation out, with a count that is a tensor. It costs a sum of ones."""

    def forward(self, x):
        rows = x.new_ones(x.shape[0]).sum()
        squares = (x - x.mean(0)).square().sum(0)
        return (squares / (rows - 1).clamp(min=1)).sqrt()


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
