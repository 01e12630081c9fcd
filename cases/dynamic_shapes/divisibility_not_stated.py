"""A named dimension that has to be a multiple of four, without saying so

Splitting rows into groups of four needs a multiple of four, and the spec says that any number will do. The export is
refused; `4 * dim` in the spec states what the program asks.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-derived", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/divisible_size", "dynamic_shapes/strided_unet"]

_rows = Dim("rows", min=8, max=512)
_groups = Dim("groups", min=2, max=128)


class Model(torch.nn.Module):
    def forward(self, x):
        return x.reshape(-1, 4, x.shape[1]).amax(1)


model = Model()
rewrites = {"4 * dim": {"dynamic_shapes": {"x": (4 * _groups, None)}}}
example_args = (torch.randn(12, 3),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(8, 3),), (torch.ones(512, 3),)]
