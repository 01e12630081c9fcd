"""`torch.cond` whose branches return different shapes
"""

import torch

tags = {"torch.cond", "torch.static-shape"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x[:2], lambda x: x * 2, (x,))


class Padded(torch.nn.Module):
    """x"""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x[:2], lambda x: x[:2] * 2, (x,))


model = Model()
rewrites = {"one shape": Padded()}
example_args = (torch.randn(4),)
