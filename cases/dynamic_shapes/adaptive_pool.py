"""Adaptive pooling of a dynamic image

A fixed output size asks for windows whose bounds are rounded multiples of the input size. The operator stays one node,
and dynamic sizes are no obstacle as long as no decomposition has to list the windows.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["dynamic_shapes/pool_with_ceil_mode"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.adaptive_avg_pool2d(x, 3)


model = Model()
example_args = (torch.randn(1, 3, 8, 6),)
dynamic_shapes = {"x": {2: Dim("height", min=4, max=64), 3: Dim("width", min=4, max=64)}}
more_args = [(torch.ones(1, 3, 5, 7),), (torch.ones(1, 3, 12, 12),)]
