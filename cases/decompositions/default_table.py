"""Decompose to core ATen with the default table

`run_decompositions()` without a table leaves only core ATen operators, about 180 instead of about 2000. A linear
layer becomes a permute and an addmm, and hardswish becomes arithmetic.
"""

import torch

tags = {"torch.decomposition", "torch.module"}
near = [
    "decompositions/custom_table",
    "decompositions/empty_table",
    "decompositions/get_decompositions",
    "basics/linear_with_inplace_relu",
    "decompositions/operator_kept_whole",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(3, 5)
        self.activation = torch.nn.Hardswish()

    def forward(self, x):
        return self.activation(self.project(x))


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.zeros(2, 3),)]
