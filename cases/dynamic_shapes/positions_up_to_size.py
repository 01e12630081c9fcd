"""Learned positions, cut to the length of the input

A table of sixteen positions and a slice up to the length. Tracing finds that the length is at most sixteen, and a spec
without an upper bound promises more: say `max` in the spec.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.range-constraint", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/slice_longer_than_example"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.positions = torch.nn.Parameter(torch.randn(16, 3))

    def forward(self, x):
        return x + self.positions[: x.shape[1]]


model = Model()
rewrites = {"upper bound": {"dynamic_shapes": {"x": {1: Dim("length", min=2, max=16)}}}}
example_args = (torch.randn(2, 5, 3),)
dynamic_shapes = {"x": {1: Dim("length", min=2)}}
more_args = [(torch.ones(2, 16, 3),), (torch.ones(2, 17, 3),)]
