"""Downsample, upsample and add to the input

Halving and doubling gives the length back only for even lengths, and the addition asks for it. The spec says so with `2
* dim`; in a network of several levels the factor is the product of all strides.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.dim-derived", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/divisibility_not_stated"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.down = torch.nn.Conv1d(2, 2, 2, stride=2)
        self.up = torch.nn.ConvTranspose1d(2, 2, 2, stride=2)

    def forward(self, x):
        return x + self.up(self.down(x))


model = Model()
rewrites = {"2 * dim": {"dynamic_shapes": {"x": {2: 2 * Dim("half", min=2, max=32)}}}}
example_args = (torch.randn(1, 2, 8),)
dynamic_shapes = {"x": {2: Dim("length", min=4, max=64)}}
more_args = [(torch.ones(1, 2, 12),), (torch.ones(1, 2, 4),), (torch.ones(1, 2, 5),)]
