"""Slice at half of a size, with a named `Dim`

A slice asks whether its end lies inside, here whether half a size is at most the size. For a named `Dim` each condition
has to be proven for all sizes in the spec, and the solver knows nothing of `//`: it would rather have odd sizes only.
With `Dim.DYNAMIC` the same condition is checked at each run.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.dim-dynamic", "torch.constraint-violation"}
expect = {"strict": "export: UserError, specs: FixRefused", "nonstrict": "export: UserError, specs: FixRefused"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/chunk_in_two", "dynamic_shapes/fraction_of_size", "dynamic_shapes/roll_by_half"]


class Model(torch.nn.Module):
    def forward(self, x):
        half = x.shape[0] // 2
        return torch.cat([-x[half:], x[:half]])


model = Model()
rewrites = {"Dim.DYNAMIC": {"dynamic_shapes": {"x": {0: Dim.DYNAMIC(min=4)}}}}
example_args = (torch.randn(7, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=4)}}
more_args = [(torch.ones(8, 3),), (torch.ones(4, 3),), (torch.ones(5, 3),)]
