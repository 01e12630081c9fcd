"""A fake kernel that branches on a size

The fake kernel is traced with symbols, and its `if` is decided by the example as any other: only inputs of four rows
and more are taken. Say the size as an expression.
"""

import torch
from torch.export import Dim

tags = {"torch.custom-op", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}


@torch.library.custom_op("exportdb_fake_branch::first_four", mutates_args=())
def first_four(x: torch.Tensor) -> torch.Tensor:
    return x[:4].clone()


@first_four.register_fake
def _(x):
    if x.shape[0] < 4:
        return torch.empty_like(x)
    return x.new_empty(4)


@torch.library.custom_op("exportdb_fake_branch::first_four_min", mutates_args=())
def first_four_min(x: torch.Tensor) -> torch.Tensor:
    return x[:4].clone()


@first_four_min.register_fake
def _(x):
    return x.new_empty(torch.sym_min(x.shape[0], 4))


class Model(torch.nn.Module):
    def forward(self, x):
        return first_four(x).sum()


class Min(torch.nn.Module):
    """Say the smaller of the two with `torch.sym_min`."""

    def forward(self, x):
        return first_four_min(x).sum()


model = Model()
rewrites = {"sym_min": Min()}
example_args = (torch.randn(8),)
dynamic_shapes = {"x": {0: Dim("n")}}
more_args = [(torch.arange(9.0),), (torch.ones(2),)]
