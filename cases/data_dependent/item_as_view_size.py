"""Use `.item()` as a size in `view`

x
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}


class Model(torch.nn.Module):
    def forward(self, x, rows):
        return x.view(rows.item(), -1).sum(0, keepdim=True).sum()


class Checked(torch.nn.Module):
    """Check it."""

    def forward(self, x, rows):
        n = rows.item()
        torch._check(n > 0)
        torch._check(x.shape[0] % n == 0)
        return x.view(n, x.shape[0] // n).sum(0, keepdim=True).sum()


model = Model()
rewrites = {"torch._check": Checked()}
example_args = (torch.randn(12), torch.tensor(4))
more_args = [(torch.ones(12), torch.tensor(2))]
