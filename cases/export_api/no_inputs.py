"""A model without inputs

Everything comes from parameters. The program takes an empty tuple and computes each time, since parameters may change.
"""

import torch

tags = {"torch.module"}
issues = ["pytorch/pytorch#129927"]
near = ["export_api/returns_parameter"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self):
        return self.weight.cumsum(0)


model = Model()
example_args = ()
