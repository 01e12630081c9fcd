"""Branch on a relation between two dynamic sizes

The example makes the relation true, so it becomes a guard: one symbol is replaced by the other plus two, and inputs
without the relation are refused although eager mode takes them.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "python.control-flow", "torch.guard"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
near = ["dynamic_shapes/branch_on_size_range", "dynamic_shapes/guards_combined", "dynamic_shapes/max_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        if x.shape[0] == y.shape[0] + 2:
            return x.sum() - y.sum()
        return x.sum() * y.sum()


class WithCond(torch.nn.Module):
    """Keep both sides with `torch.cond`; neither may then rely on the relation for the shapes inside it."""

    def forward(self, x, y):
        return torch.cond(
            x.shape[0] == y.shape[0] + 2, lambda x, y: x.sum() - y.sum(), lambda x, y: x.sum() * y.sum(), (x, y)
        )


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(8), torch.randn(6))
dynamic_shapes = {"x": (Dim.AUTO,), "y": (Dim.AUTO,)}
more_args = [(torch.ones(11), torch.ones(9)), (torch.ones(11), torch.ones(5))]
