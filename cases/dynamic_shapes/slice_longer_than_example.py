"""A slice that is longer than the example

`x[:5]` of three rows keeps all three. Python clamps the end of a slice; tracing compares it with the size of the
example and takes for granted that there are always fewer than five rows. With `min` the end is one expression for both
sides; then it takes an example that is cut, and `Dim.DYNAMIC`.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
issues = ["pytorch/pytorch#161705"]
requires = {"torch>=2.8"}
near = ["dynamic_shapes/positions_up_to_size", "dynamic_shapes/max_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x[:5] * 2


class ByIndex(torch.nn.Module):
    """Gather by computed indices; it copies what a slice only views."""

    def forward(self, x):
        return x[torch.arange(min(5, x.shape[0]))] * 2


model = Model()
rewrites = {"by index": ByIndex()}
example_args = (torch.randn(3, 4),)
dynamic_shapes = {"x": {0: Dim("rows", max=13)}}
more_args = [(torch.ones(9, 4),), (torch.ones(5, 4),), (torch.ones(2, 4),), (torch.ones(14, 4),)]
