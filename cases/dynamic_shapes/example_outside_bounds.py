"""An example outside the bounds of its `Dim`

The example is one of the inputs that the spec promises to take, so its sizes have to lie within the bounds. The two
modes find out at different places and raise different classes.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.range-constraint"}
expect = {"strict": "export: UserError", "nonstrict": "export: ConstraintViolationError"}
near = ["dynamic_shapes/named_dims_with_bounds"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.relu()


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("batch", min=8, max=64)}}
rewrites = {"example inside": {"example_args": (torch.randn(8, 3),)}}
more_args = [(torch.ones(9, 3),), (torch.ones(65, 3),)]
