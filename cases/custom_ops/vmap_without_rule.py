"""`torch.vmap` over a custom operator without a batching rule

Without a rule `vmap` calls the operator once for each row, so the number of rows becomes a constant, and the spec says
that it varies. `register_vmap` says how to take all rows at once.
"""

import torch
from torch.export import Dim

tags = {"torch.custom-op", "torch.vmap", "torch.dynamic-shape"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["control_flow_ops/vmap_over_rows"]


@torch.library.custom_op("exportdb_vmap::normalize", mutates_args=())
def normalize(x: torch.Tensor) -> torch.Tensor:
    return x / x.abs().sum()


@normalize.register_fake
def _(x):
    return torch.empty_like(x)


@torch.library.custom_op("exportdb_vmap::normalize_batched", mutates_args=())
def normalize_batched(x: torch.Tensor) -> torch.Tensor:
    return x / x.abs().sum()


@normalize_batched.register_fake
def _(x):
    return torch.empty_like(x)


@normalize_batched.register_vmap
def _(info, in_dims, x):
    x = x.movedim(in_dims[0], 0)
    return x / x.abs().flatten(1).sum(1).unsqueeze(1), 0


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.vmap(normalize)(x)


class WithRule(torch.nn.Module):
    """With a batching rule, which works on the whole batch; the operator itself is gone from the graph then."""

    def forward(self, x):
        return torch.vmap(normalize_batched)(x)


model = Model()
rewrites = {"register_vmap": WithRule()}
example_args = (torch.randn(3, 4),)
dynamic_shapes = {"x": {0: Dim("rows", min=2)}}
more_args = [(torch.ones(3, 4),), (torch.ones(5, 4),)]
