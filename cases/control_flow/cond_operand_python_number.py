"""`torch.cond` with an operand that is a Python number

"""

import torch

tags = {"torch.cond", "python.constant-input"}


class Model(torch.nn.Module):
    def forward(self, x, factor):
        return torch.cond(x.sum() > 0, lambda x, f: x * f, lambda x, f: x + f, (x, factor))


class TensorOperand(torch.nn.Module):
    """Turn the number into a tensor before it is handed over; it stays a constant of the program."""

    def forward(self, x, factor):
        return torch.cond(x.sum() > 0, lambda x, f: x * f, lambda x, f: x + f, (x, torch.full((), factor)))


model = Model()
rewrites = {"tensor operand": TensorOperand()}
example_args = (torch.randn(4), 2.5)
more_args = [(torch.ones(4), 2.5), (-torch.ones(4), 2.5)]
