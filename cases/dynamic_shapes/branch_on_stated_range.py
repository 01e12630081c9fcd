"""Branch on a dynamic size whose stated range decides it

The spec bounds the size from below, so the answer is known for all sizes and no guard is needed.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.range-constraint", "python.control-flow"}
near = ["dynamic_shapes/branch_on_size_range"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.shape[0] > 8:
            return x.mean(0)
        return x.sum(0)


model = Model()
example_args = (torch.randn(12, 2),)
dynamic_shapes = {"x": (Dim("rows", min=9, max=100), None)}
more_args = [(torch.ones(9, 2),), (torch.ones(100, 2),), (torch.ones(8, 2),)]
