"""A branch on whether a size is odd

The median of sorted rows: one row in the middle, or the mean of two. The branch that the example takes is the only one
in the graph, and `2 * dim` is the spec it asks for. One formula for both, and `Dim.DYNAMIC`, take all sizes.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.control-flow", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/pad_to_multiple"]


class Model(torch.nn.Module):
    def forward(self, x):
        middle = x.shape[0] // 2
        if x.shape[0] % 2 == 0:
            return (x[middle - 1] + x[middle]) / 2
        return x[middle]


class OneFormula(torch.nn.Module):
    """Name two places that are one when the size is odd."""

    def forward(self, x):
        rows = x.shape[0]
        return (x[(rows - 1) // 2] + x[rows // 2]) / 2


model = Model()
rewrites = {
    "one formula": {"model": OneFormula(), "dynamic_shapes": {"x": {0: Dim.DYNAMIC(min=2)}}},
    "even sizes": {"dynamic_shapes": {"x": {0: 2 * Dim("pairs", min=1)}}},
}
example_args = (torch.randn(6, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=2)}}
more_args = [(torch.ones(7, 3),), (torch.ones(2, 3),), (torch.arange(15.0).reshape(5, 3),)]
