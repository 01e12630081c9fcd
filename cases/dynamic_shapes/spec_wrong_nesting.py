"""A spec that is nested otherwise than the input

The input is a pair of tensors, and the spec has one entry of dimensions for it. Both are compared level by level; a
dict of dimensions may stand only where the input has a tensor.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.data-structure"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/nested_input_spec", "dynamic_shapes/spec_of_star_args"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, pair):
        x, y = pair
        return x @ y.T


model = Model()
example_args = ((torch.randn(4, 3), torch.randn(4, 3)),)
dynamic_shapes = {"pair": {0: _batch}}
rewrites = {"as nested as the input": {"dynamic_shapes": {"pair": ({0: _batch}, {0: _batch})}}}
more_args = [((torch.ones(9, 3), torch.ones(9, 3)),)]
