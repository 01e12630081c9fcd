"""Decompose an operator of one's own

A table for `run_decompositions` may hold any operator: here the program keeps one node up to that point, and a backend
that does not know it gets the formula. Other operators stay as they are with this table.
"""

import torch

tags = {"torch.custom-op", "torch.decomposition"}
near = ["custom_ops/composite", "decompositions/custom_table"]


@torch.library.custom_op("exportdb_decomposed::soft_clip", mutates_args=())
def soft_clip(x: torch.Tensor, limit: float) -> torch.Tensor:
    return limit * torch.tanh(x / limit)


@soft_clip.register_fake
def _(x, limit):
    return torch.empty_like(x)


def _in_aten(x, limit):
    return limit * torch.tanh(x / limit)


class Model(torch.nn.Module):
    def forward(self, x):
        return soft_clip(x, 2.0) + 1


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
decomp_table = {torch.ops.exportdb_decomposed.soft_clip.default: _in_aten}
