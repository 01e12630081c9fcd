"""`torch.cond` whose branches return different dtypes
"""

import torch

tags = {"torch.cond", "torch.dtype"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x.round().to(torch.int64), lambda x: x * 2, (x,))


class SameDtype(torch.nn.Module):
    """Convert inside the branch, so that both return float32."""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x.round(), lambda x: x * 2, (x,))


model = Model()
rewrites = {"one dtype": SameDtype()}
example_args = (torch.randn(4),)
