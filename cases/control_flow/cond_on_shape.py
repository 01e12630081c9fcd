"""`torch.cond` with a predicate on a dynamic size

The size is dynamic, so the predicate is an expression in its symbol and is computed on each run; both branches stay
in the graph. A plain `if` would keep the side that the example takes.
"""

import torch
from torch.export import Dim

tags = {"torch.cond", "torch.dynamic-shape"}
near = [
    "control_flow/cond_on_constant",
    "dynamic_shapes/branch_on_size_range",
    "data_dependent/cond_on_selected_count",
]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.shape[0] > 6, lambda x: x - 1, lambda x: x + 1, (x,))


model = Model()
example_args = (torch.randn(4, 2),)
more_args = [(torch.zeros(10, 2),), (torch.zeros(3, 2),)]
dynamic_shapes = {"x": (Dim("rows", min=2, max=64), None)}
