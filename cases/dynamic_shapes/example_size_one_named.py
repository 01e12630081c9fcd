"""A named dimension whose example has size 1

x
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.zero-one-specialization", "torch.constraint-violation"}
near = ["dynamic_shapes/example_size_one"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.softmax(1)


model = Model()
rewrites = {"example of size 2": {"example_args": (torch.randn(2, 5),)}}
example_args = (torch.randn(1, 5),)
dynamic_shapes = {"x": {0: Dim("batch")}}
more_args = [(torch.ones(4, 5),)]
