"""Sizes that are equal in the example by accident

`torch.compile` takes equal sizes for one symbol until it sees others. `torch.export` gives each dimension a symbol of
its own, so sizes become related only where the program asks for it.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto"}
requires = {"torch>=2.6"}
near = ["dynamic_shapes/one_dim_for_two_inputs", "dynamic_shapes/auto_finds_relations"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        return torch.cat([x.flatten(), y.flatten()]) * x.shape[0]


model = Model()
example_args = (torch.randn(4, 4), torch.randn(4))
dynamic_shapes = {"x": (Dim.AUTO, Dim.AUTO), "y": (Dim.AUTO,)}
more_args = [(torch.ones(3, 5), torch.ones(7)), (torch.ones(2, 2), torch.ones(2))]
