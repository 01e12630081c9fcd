"""Decompose with an empty table

An empty table decomposes nothing that has a kernel of its own; it only makes the graph functional. Backends that want
whole operators, such as linear, use it.
"""

import torch

tags = {"torch.decomposition", "torch.module"}
near = ["decompositions/default_table"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(3, 5)

    def forward(self, x):
        return torch.nn.functional.gelu(self.project(x)).add_(1)


model = Model()
example_args = (torch.randn(2, 3),)
decomp_table = {}
more_args = [(torch.zeros(2, 3),)]
