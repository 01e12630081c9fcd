"""A tensor in a plain attribute

A tensor that is neither parameter nor buffer becomes a constant of the program, wherever the module keeps it. It is
saved along, and is not in the state dict.
"""

import torch

tags = {"torch.module", "python.data-structure"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.arange(3.0)
        self.scales = {"low": torch.ones(3), "high": [torch.full((3,), 2.0)]}

    def forward(self, x):
        return x * self.table + self.scales["high"][0] - self.scales["low"]


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
