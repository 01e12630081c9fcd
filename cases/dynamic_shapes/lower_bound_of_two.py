"""A lower bound of two

Tracing takes it for granted that a dynamic size is at least 2, so a bound of 2, and an assertion that says the same,
are true as they stand and leave no check behind. The exported program takes one row, where eager raises. A bound of 3
is checked.
"""

import torch
from torch.export import Dim

tags = {
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.range-constraint",
    "torch.zero-one-specialization",
    "python.assert",
}
expect = {"strict": "generalize: Accepted, shapes: Unguarded", "nonstrict": "generalize: Accepted, shapes: Unguarded"}
near = ["dynamic_shapes/squeeze_all_dimensions", "dynamic_shapes/assert_on_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        assert x.shape[0] >= 2, "a spread needs two rows"
        return x.amax(0) - x.amin(0)


model = Model()
rewrites = {"three or more": {"dynamic_shapes": {"x": {0: Dim("rows", min=3)}}}}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=2)}}
more_args = [(torch.randn(9, 3),), (torch.randn(2, 3),), (torch.randn(1, 3),)]
