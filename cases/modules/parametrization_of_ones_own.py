"""A parametrization of one's own, cached during a call

`parametrize` swaps the class of the layer for one with a property, which both modes follow. `cached()` keeps the
computed weight for the two uses of the layer, so the graph computes it once.
"""

import torch
from torch.nn.utils import parametrize

tags = {"torch.parametrization", "torch.parameter"}
near = ["modules/weight_norm"]


class Symmetric(torch.nn.Module):
    def forward(self, weight):
        return weight.triu() + weight.triu(1).mT


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 3)
        parametrize.register_parametrization(self.layer, "weight", Symmetric())

    def forward(self, x):
        with parametrize.cached():
            return self.layer(self.layer(x).relu())


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
