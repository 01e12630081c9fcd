"""Branch on whether a dynamic size is large

Tracing follows the example: it takes the side that the example takes, and what that side presumes becomes a guard.
Here the range ends at 8, and larger inputs are refused although eager mode takes them. A `Dim` says what varies, not
which sides of a branch to keep.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "python.control-flow", "torch.guard"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
near = [
    "control_flow/branch_on_shape",
    "control_flow/cond_on_shape",
    "dynamic_shapes/branch_on_stated_range",
    "dynamic_shapes/assert_on_size",
    "dynamic_shapes/branch_on_size_relation",
]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.shape[0] > 8:
            return x.mean(0)
        return x.sum(0)


class WithCond(torch.nn.Module):
    """Keep both sides with `torch.cond`; the choice is then made on each run."""

    def forward(self, x):
        return torch.cond(x.shape[0] > 8, lambda x: x.mean(0), lambda x: x.sum(0), (x,))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(5, 2),)
dynamic_shapes = {"x": (Dim.AUTO, None)}
more_args = [(torch.ones(8, 2),), (torch.ones(20, 2),)]
