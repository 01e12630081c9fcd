"""An input with another number of dimensions

Sizes can be dynamic, the number of dimensions cannot: it decides which operators are recorded. The exported program
refuses other ranks, whatever the spec says; export once for each rank, or flatten the leading dimensions outside.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.static-shape"}
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x.relu().mean(-1)


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": (Dim.AUTO, Dim.AUTO)}
more_args = [(torch.ones(7, 5),), (torch.ones(5),), (torch.ones(2, 4, 3),)]
