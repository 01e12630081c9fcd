"""A custom operator that returns a list of tensors

The length of the list is known while tracing, by the fake kernel. Each tensor is one output of the operator in the
graph.
"""

import torch

tags = {"torch.custom-op", "python.data-structure"}
near = ["custom_ops/returns_several"]


@torch.library.custom_op("exportdb_returns_list::levels", mutates_args=())
def levels(x: torch.Tensor, count: int) -> list[torch.Tensor]:
    return [x[:: 2**level].clone() for level in range(count)]


@levels.register_fake
def _(x, count):
    return [x.new_empty((x.shape[0] + 2**level - 1) // 2**level) for level in range(count)]


class Model(torch.nn.Module):
    def forward(self, x):
        first, second, third = levels(x, 3)
        return first.sum() + second.sum() * third.sum()


model = Model()
example_args = (torch.randn(8),)
more_args = [(torch.ones(8),)]
