"""`torch.vmap` over a function with `torch.cond`

A predicate for each row. There is no branch left to take: under `vmap` both sides are computed for all rows, and each
row takes the one that its predicate says. Strict mode follows this; in non-strict mode `cond` asks Dynamo to trace its
branches, and Dynamo was not there when `vmap` began.
"""

import torch

tags = {"torch.cond", "torch.vmap", "torch.dynamic-value"}
expect = {"nonstrict": "export: GB0149"}
near = ["control_flow_ops/vmap_over_rows", "control_flow/cond_predicate_many_elements"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.vmap(lambda row: torch.cond(row.sum() > 0, torch.sin, torch.cos, (row,)))(x)


class ByWhere(torch.nn.Module):
    """Say what `vmap` makes of it: both sides for all rows, and `torch.where`."""

    def forward(self, x):
        return torch.where(x.sum(1, keepdim=True) > 0, x.sin(), x.cos())


model = Model()
rewrites = {"where": ByWhere()}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),), (-torch.ones(3, 4),)]
