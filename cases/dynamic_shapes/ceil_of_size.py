"""`math.ceil` of a size divided by a number

The number of pages for so many rows. Both modes keep the rounding as an expression, so the program is right for all
sizes; but the file format has no `math.ceil`, and it cannot be saved. Round up in whole numbers.
"""

import math

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.builtin"}
expect = {"strict": "serialize: SerializeError", "nonstrict": "serialize: SerializeError"}
near = ["dynamic_shapes/square_root_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.sum().expand(math.ceil(x.shape[0] / 4)) * 2


class FloorDivision(torch.nn.Module):
    """Round up in whole numbers."""

    def forward(self, x):
        return x.sum().expand((x.shape[0] + 3) // 4) * 2


model = Model()
rewrites = {"whole numbers": FloorDivision()}
example_args = (torch.randn(6, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=5, max=64)}}
more_args = [(torch.ones(9, 3),), (torch.ones(5, 3),), (torch.ones(8, 3),)]
