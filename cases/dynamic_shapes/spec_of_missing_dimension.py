"""A spec for a dimension that the input does not have

Dimension 2 of a matrix. Non-strict mode runs into an index error while it makes the input symbolic; strict mode ignores
the entry and exports with static sizes, which shows only when another size is refused.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
expect = {"nonstrict": "export: IndexError"}
near = ["dynamic_shapes/spec_negative_dimension"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.relu()


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {2: Dim("length", min=2)}}
rewrites = {"the last dimension": {"dynamic_shapes": {"x": {1: Dim("length", min=2)}}}}
more_args = [(torch.ones(4, 9),)]
