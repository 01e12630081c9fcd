"""Run a module on each row with `map`

`map` runs a function once for each row of a dynamic number of rows, in one node of the graph. Where the function works
on batches too, `torch.vmap` or the batched call is faster: `map` is for functions that do not.
"""

import torch
from torch._higher_order_ops.map import map as map_rows
from torch.export import Dim

tags = {"torch.map", "torch.dynamic-shape", "torch.module"}
near = [
    "control_flow_ops/vmap_over_rows",
    "control_flow_ops/scan_cumulative",
    "control_flow_ops/map_with_int_argument",
    "control_flow_ops/map_selects_in_rows",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(4, 2)

    def forward(self, x, threshold):
        def score(row, threshold):
            return torch.where(row > threshold, row, 0).cumsum(0).amax(0) + self.project(row)

        return map_rows(score, x, threshold)


model = Model()
example_args = (torch.randn(5, 4), torch.tensor(0.5))
dynamic_shapes = {"x": {0: Dim("rows", min=2)}, "threshold": None}
more_args = [(torch.ones(9, 4), torch.tensor(0.5)), (torch.ones(2, 4), torch.tensor(2.0))]
