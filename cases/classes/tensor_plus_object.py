"""Add a tensor and an object that has `__add__` and `__radd__`

Strict mode takes every sum with a tensor in it for a tensor operator, finds an operand that is no tensor, and asks
neither `__add__` nor `__radd__`. Between two objects, or an object and a number, it does. Non-strict mode is Python.
Give the class a method for it.
"""

import torch

tags = {"python.class", "python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB0055"}
near = ["classes/arithmetic_operators", "classes/matmul_operator"]


class Measured:
    def __init__(self, value, error):
        self.value, self.error = value, error

    def shifted(self, other):
        return Measured(self.value + other, self.error)

    __add__ = __radd__ = shifted


class Model(torch.nn.Module):
    def forward(self, x, value):
        total = x + Measured(value, 0.5)
        return total.value * total.error


class CallsMethod(torch.nn.Module):
    """Call the method by its name."""

    def forward(self, x, value):
        total = Measured(value, 0.5).shifted(x)
        return total.value * total.error


model = Model()
rewrites = {"method": CallsMethod()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
