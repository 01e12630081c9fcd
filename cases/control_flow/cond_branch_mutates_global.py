"""`torch.cond` with a branch that changes a global variable
"""

import torch

tags = {"torch.cond", "python.side-effect"}

CALLS = []


class Model(torch.nn.Module):
    def forward(self, x):
        def double(x):
            CALLS.append("double")
            return x * 2

        return torch.cond(x.sum() > 0, double, lambda x: x / 2, (x,))


class Out(torch.nn.Module):
    """x"""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x * 2, lambda x: x / 2, (x,))


model = Model()
rewrites = {"no side effect": Out()}
example_args = (torch.ones(4),)
more_args = [(torch.full((4,), 2.0),), (-torch.ones(4),)]
