"""A custom operator that changes the tensors of a list

`mutates_args` names the list, and all its tensors count as changed.
"""

import torch

tags = {"torch.custom-op", "torch.mutation", "python.data-structure"}


@torch.library.custom_op("exportdb_mutates_list::clip_", mutates_args={"tensors"})
def clip_(tensors: list[torch.Tensor], limit: float) -> None:
    for tensor in tensors:
        tensor.clamp_(-limit, limit)


class Model(torch.nn.Module):
    def forward(self, x, y):
        a, b = x * 2, y * 3
        clip_([a, b], 1.0)
        return a + b


model = Model()
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.arange(4.0), torch.ones(4))]
