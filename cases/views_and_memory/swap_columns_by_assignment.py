"""Swap two columns by assignment

In `y[:, 0], y[:, 1] = y[:, 1], y[:, 0]` the right side is two views. The first assignment changes what the second one
reads, so both columns end up equal. The exported program keeps that, and `run_decompositions()` too.
"""

import torch

tags = {"torch.alias", "torch.mutation", "python.unpacking"}
near = ["views_and_memory/write_to_parts_of_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x.clone()
        y[:, 0], y[:, 1] = y[:, 1], y[:, 0]
        return y


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.arange(6.0).reshape(2, 3),)]
