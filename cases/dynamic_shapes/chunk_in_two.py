"""`chunk(2)` of a dynamic dimension

`chunk` gives at most as many pieces as asked for, so tracing takes for granted that there are two. The solver for named
dimensions cannot prove that of a size and its half, and pins the size; `Dim.DYNAMIC` leaves the check to each run.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.dim-dynamic", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/halves_of_size", "dynamic_shapes/split_into_pieces"]


class Model(torch.nn.Module):
    def forward(self, x):
        first, second = x.chunk(2)
        return first.sum(0) - second.sum(0)


model = Model()
rewrites = {"Dim.DYNAMIC": {"dynamic_shapes": {"x": {0: Dim.DYNAMIC(min=4, max=64)}}}}
example_args = (torch.randn(10, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=4, max=64)}}
more_args = [(torch.ones(8, 3),), (torch.ones(5, 3),), (torch.ones(65, 3),)]
