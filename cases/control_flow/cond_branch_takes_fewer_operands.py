"""`torch.cond` with a branch that takes fewer operands than are handed over
"""

import torch

tags = {"torch.cond", "python.call"}


class Model(torch.nn.Module):
    def forward(self, x, y):
        return torch.cond(x.sum() > 0, lambda x, y: x + y, lambda x: -x, (x, y))


class Same(torch.nn.Module):
    """Let every branch take all operands and leave unused what it does not need."""

    def forward(self, x, y):
        return torch.cond(x.sum() > 0, lambda x, y: x + y, lambda x, _: -x, (x, y))


model = Model()
rewrites = {"same operands": Same()}
example_args = (torch.ones(4), torch.randn(4))
