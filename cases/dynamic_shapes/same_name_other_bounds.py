"""Two `Dim` objects of one name with different bounds

A `Dim` is known by its name: two objects of one name are one dimension, and one dimension has one range. Make a `Dim`
once and use the object.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.range-constraint"}
near = ["dynamic_shapes/one_dim_for_two_inputs"]
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x.sum() + y.sum()


model = Model()
example_args = (torch.randn(4, 3), torch.randn(4))
dynamic_shapes = {"x": {0: Dim("batch", min=2, max=64)}, "y": {0: Dim("batch", min=2)}}
_batch = Dim("batch", min=2, max=64)
rewrites = {"one Dim": {"dynamic_shapes": {"x": {0: _batch}, "y": {0: _batch}}}}
more_args = [(torch.ones(9, 3), torch.ones(9))]
