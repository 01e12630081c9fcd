"""Pooling with `ceil_mode` over a dynamic dimension

Whether the last window counts depends on the remainder, and the operator asks for it until only the example's length is
left.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/split_into_pieces", "dynamic_shapes/adaptive_pool"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.max_pool1d(x, 4, ceil_mode=True)


class Pads(torch.nn.Module):
    """Pad with minus infinity and reshape, which works for windows that do not overlap."""

    def forward(self, x):
        missing = (x.shape[-1] + 3) // 4 * 4 - x.shape[-1]
        return torch.nn.functional.pad(x, (0, missing), value=-torch.inf).reshape(2, 3, -1, 4).amax(-1)


model = Model()
rewrites = {"pad": Pads()}
example_args = (torch.randn(2, 3, 10),)
dynamic_shapes = {"x": {2: Dim("length", min=5, max=64)}}
more_args = [(torch.ones(2, 3, 8),), (torch.ones(2, 3, 5),)]
