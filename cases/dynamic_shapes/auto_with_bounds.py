"""`Dim.AUTO` with bounds

Bounds may be stated without a name. Tracing still finds out relations and pinned sizes by itself, and the exported
program refuses what lies outside.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.range-constraint"}
requires = {"torch>=2.8"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x.relu()


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": (Dim.AUTO(min=2, max=64), Dim.AUTO)}
more_args = [(torch.ones(64, 5),), (torch.ones(65, 3),), (torch.ones(1, 3),)]
