"""A dimension that is twice another

A named dimension times a number plus a number is a derived one: the relation is part of the spec, and the program
checks it.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-derived", "torch.dim-named"}
near = ["dynamic_shapes/divisible_size", "dynamic_shapes/named_dims_with_bounds", "dynamic_shapes/rows_of_derived_size"]

_half = Dim("half", min=2, max=64)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return torch.cat([x, x]) + y


model = Model()
example_args = (torch.randn(3, 2), torch.randn(6, 2))
dynamic_shapes = {"x": (_half, None), "y": (2 * _half, None)}
more_args = [(torch.ones(10, 2), torch.ones(20, 2)), (torch.ones(64, 2), torch.ones(128, 2))]
