"""Pad by `-size % 4`

The shortest way to say how many rows are missing. The solver that proves a spec of named dimensions reasons about sums
and multiples, and runs into an assertion of its own over this expression. `Dim.DYNAMIC` has no solver, and the same
number said by rounding up is one that the solver knows.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.dim-dynamic"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: AssertionError"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/pad_to_multiple"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.pad(x, (0, 0, 0, -x.shape[0] % 4)).reshape(-1, 4, 3).amax(1)


class RoundsUp(torch.nn.Module):
    """Say the same as the size rounded up, minus the size."""

    def forward(self, x):
        missing = (x.shape[0] + 3) // 4 * 4 - x.shape[0]
        return torch.nn.functional.pad(x, (0, 0, 0, missing)).reshape(-1, 4, 3).amax(1)


model = Model()
rewrites = {
    "round up": RoundsUp(),
    "Dim.DYNAMIC": {"dynamic_shapes": {"x": {0: Dim.DYNAMIC(min=5, max=64)}}},
}
example_args = (torch.rand(6, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=5, max=64)}}
more_args = [(torch.ones(8, 3),), (torch.ones(9, 3),), (torch.ones(64, 3),)]
