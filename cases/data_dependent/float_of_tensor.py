"""Turn a tensor into a Python float

x
"""

import torch

tags = {"torch.dynamic-value", "python.builtin", "torch.item"}
near = ["data_dependent/item_as_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / float(x.abs().amax())


class StaysTensor(torch.nn.Module):
    """Stay with a tensor of one element."""

    def forward(self, x):
        return x / x.abs().amax()


model = Model()
rewrites = {"stay with tensors": StaysTensor()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
