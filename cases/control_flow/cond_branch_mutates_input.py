"""`torch.cond` with a branch that mutates its operand
"""

import torch

tags = {"torch.cond", "torch.mutation"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x.add_(1), lambda x: x - 1, (x,))


class Out(torch.nn.Module):
    """x"""

    def forward(self, x):
        y = torch.cond(x.sum() > 0, lambda x: x + 1, lambda x: x - 1, (x,))
        x.copy_(torch.where(x.sum() > 0, y, x))
        return y


model = Model()
rewrites = {"mutate outside": Out()}
example_args = (torch.ones(4),)
more_args = [(torch.full((4,), 2.0),), (-torch.ones(4),)]
