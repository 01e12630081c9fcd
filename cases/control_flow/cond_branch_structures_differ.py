"""`torch.cond` whose branches return different structures
"""

import torch

tags = {"torch.cond", "python.data-structure"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: (x, x + 1), lambda x: x * 2, (x,))


class Same(torch.nn.Module):
    """x"""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: (x.clone(), x + 1), lambda x: (x * 2, x * 2), (x,))


model = Model()
rewrites = {"same": Same()}
example_args = (torch.randn(4),)
