"""`torch.cond` with a branch that takes fewer operands

Both branches are called with all operands, whether they need them or not.
"""

import torch

tags = {"torch.cond", "python.call"}
expect = {"strict": "export: GB7312", "nonstrict": "export: GB7312"}
near = ["control_flow/cond_on_tensor"]


def add(x, y):
    return x + y


def negate(x):
    return -x


class Model(torch.nn.Module):
    def forward(self, x, y):
        if torch.compiler.is_compiling():  # eager `torch.cond` refuses these branches as well
            return torch.cond(x.sum() > 0, add, negate, (x, y))
        return add(x, y) if x.sum() > 0 else negate(x)


class SameOperands(torch.nn.Module):
    """Wrap the shorter branch so that it takes all operands and leaves aside what it does not need."""

    def forward(self, x, y):
        return torch.cond(x.sum() > 0, add, lambda x, _: negate(x), (x, y))


model = Model()
rewrites = {"same operands": SameOperands()}
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.ones(4), torch.ones(4)), (-torch.ones(4), torch.ones(4))]
