"""Pad to a multiple, if it is not one yet

The branch asks whether the size is divisible, and the answer of the example becomes a condition on all inputs: never
divisible. Without the branch the padding is an expression, zero where nothing is missing.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.control-flow", "torch.constraint-violation"}
expect = {"strict": "export: UserError, specs: FixRefused", "nonstrict": "export: UserError, specs: FixRefused"}
issues = ["pytorch/pytorch#136216"]
near = [
    "dynamic_shapes/branch_on_odd_size",
    "dynamic_shapes/pad_by_negative_modulo",
    "dynamic_shapes/split_into_pieces",
]


class Model(torch.nn.Module):
    def forward(self, x):
        rest = x.shape[0] % 4
        if rest:
            x = torch.nn.functional.pad(x, (0, 0, 0, 4 - rest))
        return x.reshape(-1, 4, 3).amax(1)


class RoundsUp(torch.nn.Module):
    """Pad in any case, up to the size rounded up; it asks for more than one group, which the spec says."""

    def forward(self, x):
        missing = (x.shape[0] + 3) // 4 * 4 - x.shape[0]
        return torch.nn.functional.pad(x, (0, 0, 0, missing)).reshape(-1, 4, 3).amax(1)


model = Model()
rewrites = {"round up": RoundsUp()}
example_args = (torch.rand(6, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=5, max=64)}}
more_args = [(torch.ones(8, 3),), (torch.ones(9, 3),), (torch.ones(64, 3),), (torch.ones(65, 3),)]
