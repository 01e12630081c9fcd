"""A linear layer with a low-rank adapter

The adapter is two more products, traced like any others. Whether it is merged into the weight is a Python flag, so it
is decided when the program is exported: export after merging to have one product.
"""

import torch

tags = {"torch.parameter", "torch.module", "python.control-flow"}
near = ["models/int8_weight_linear"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.base = torch.nn.Linear(6, 4)
        self.base.requires_grad_(False)
        self.down = torch.nn.Parameter(torch.randn(2, 6) / 3)
        self.up = torch.nn.Parameter(torch.ones(4, 2))
        self.merged = False

    def forward(self, x):
        y = self.base(x)
        if not self.merged:
            y = y + x @ self.down.mT @ self.up.mT * 0.5
        return y


model = Model()
example_args = (torch.randn(3, 6),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.randn(1, 6),)]
