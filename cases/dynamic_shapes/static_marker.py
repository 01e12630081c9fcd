"""`Dim.STATIC` beside `Dim.AUTO`

A static dimension keeps the example's size, and the program refuses any other; the other dimensions stay dynamic.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.dim-static"}
near = ["dynamic_shapes/dynamic_marker_against_static", "dynamic_shapes/example_size_one"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.mean(1, keepdim=True) - x


model = Model()
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (Dim.AUTO, Dim.STATIC)}
more_args = [(torch.ones(9, 4),), (torch.ones(5, 6),)]
