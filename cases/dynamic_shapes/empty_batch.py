"""A batch of no rows

A `Dim` without a lower bound begins at 0, and operators on batches have a meaning for none. A program without questions
about the size itself takes an empty batch, though it was traced with four rows.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.zero-one-specialization"}
near = ["dynamic_shapes/cache_grows", "dynamic_shapes/return_early_when_empty"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.GELU(), torch.nn.Linear(8, 2))

    def forward(self, x):
        return self.layers(x).softmax(1)


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("batch")}}
more_args = [(torch.ones(0, 3),), (torch.ones(1, 3),), (torch.ones(9, 3),)]
