"""A fraction of a size by `int`

Three quarters of the rows. `int` has to give a Python number in non-strict mode, which is that of the example; strict
mode keeps the rounding as an expression, about which a named `Dim` can prove nothing. Whole numbers, `size * 3 // 4`,
stay symbols in both modes.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.dim-dynamic", "python.builtin", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError, specs: FixRefused"}
requires = {"torch>=2.8"}
near = ["dynamic_shapes/halves_of_size", "dynamic_shapes/square_root_of_size", "dynamic_shapes/upsample_by_factor"]


class Model(torch.nn.Module):
    def forward(self, x):
        kept = int(x.shape[0] * 0.75)
        return x.topk(kept, dim=0).values


class WholeNumbers(torch.nn.Module):
    """Compute in whole numbers; they round where a float does not come out even, so check which way it should go."""

    def forward(self, x):
        return x.topk(x.shape[0] * 3 // 4, dim=0).values


model = Model()
rewrites = {"whole numbers": {"model": WholeNumbers(), "dynamic_shapes": {"x": {0: Dim.DYNAMIC(min=3)}}}}
example_args = (torch.randn(8, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=3)}}
more_args = [(torch.arange(27.0).reshape(9, 3),), (torch.ones(3, 3),)]
