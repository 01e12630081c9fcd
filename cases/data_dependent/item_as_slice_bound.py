"""Use `.item()` as the end of a slice

x
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}


class Model(torch.nn.Module):
    def forward(self, x, count):
        return x[: count.item()] + 1


class Checked(torch.nn.Module):
    """Check it."""

    def forward(self, x, count):
        end = count.item()
        torch._check(end >= 0)
        torch._check(end <= x.shape[0])
        return x[:end] + 1


model = Model()
rewrites = {"torch._check": Checked()}
example_args = (torch.randn(6), torch.tensor(4))
more_args = [(torch.ones(6), torch.tensor(2)), (torch.ones(6), torch.tensor(6))]
