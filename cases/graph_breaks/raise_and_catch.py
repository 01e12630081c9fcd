"""Raise an exception and catch it

Dynamo follows `raise` and `try` where it knows the exception's class, so a raise that always happens is traced away.
"""

import torch

tags = {"python.exception", "python.control-flow"}


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            x = x * 2
            raise ValueError("always")
        except ValueError:
            x = x - 3
        return x


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
