"""The larger of two sizes by `max`

A comparison of sizes in Python would be decided by the example. The builtins `max` and `min` are none for the tracer:
both modes read them as `torch.sym_max` and `torch.sym_min`, expressions that each run evaluates.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.builtin"}
near = [
    "data_dependent/max_with_item",
    "dynamic_shapes/slice_longer_than_example",
    "dynamic_shapes/branch_on_size_relation",
]


class Model(torch.nn.Module):
    def forward(self, x, y):
        rows = max(x.shape[0], y.shape[0])
        return torch.zeros(rows, 3) + x.sum() + y.sum()


model = Model()
example_args = (torch.randn(6, 3), torch.randn(4, 3))
dynamic_shapes = {"x": {0: Dim("rows_of_x", min=2)}, "y": {0: Dim("rows_of_y", min=2)}}
more_args = [(torch.ones(3, 3), torch.ones(7, 3)), (torch.ones(3, 3), torch.ones(3, 3))]
