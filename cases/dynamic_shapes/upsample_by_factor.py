"""Interpolate a dynamic image by a factor

The output size is the input size times 1.5, rounded down: an expression of floats that becomes a whole number again.
With a factor it may be dynamic.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["dynamic_shapes/fraction_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.interpolate(x, scale_factor=1.5, mode="bilinear")


model = Model()
example_args = (torch.randn(1, 3, 8, 6),)
dynamic_shapes = {"x": {2: Dim("height", min=2, max=64), 3: Dim("width", min=2, max=64)}}
more_args = [(torch.ones(1, 3, 5, 7),), (torch.ones(1, 3, 2, 2),)]
