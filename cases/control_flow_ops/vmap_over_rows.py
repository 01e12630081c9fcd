"""Run a function on each row with `torch.vmap`

The exported graph holds the steps of `vmap` itself, around operators on a row. Decomposition resolves them into batched
operators, without a loop, so no backend has to know of it. `vmap` takes only what has a batching rule.
"""

import torch
from torch.export import Dim

tags = {"torch.vmap", "torch.dynamic-shape"}
near = ["custom_ops/vmap_without_rule", "control_flow_ops/map_over_rows", "control_flow_ops/cond_under_vmap"]


class Model(torch.nn.Module):
    def forward(self, x, threshold):
        def score(row):
            return torch.where(row > threshold, row, 0).cumsum(0).amax(0) + row.square().sum()

        return torch.vmap(score)(x)


model = Model()
example_args = (torch.randn(5, 4), torch.tensor(0.5))
dynamic_shapes = {"x": {0: Dim("rows", min=2)}, "threshold": None}
more_args = [(torch.ones(9, 4), torch.tensor(0.5)), (torch.ones(2, 4), torch.tensor(2.0))]
