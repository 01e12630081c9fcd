"""An `autograd.Function` whose forward is a `functools.partial`

Strict mode traces the forward of the function, and asks that it be a plain function or method. Non-strict mode calls
it. Write a function that gives the argument itself.
"""

import functools

import torch

tags = {"torch.autograd-function", "python.call", "python.graph-break"}
expect = {"strict": "export: GB0085"}
near = ["modules/function_with_partial_backward"]


def _scale(factor, ctx, x):
    return x * factor


class Double(torch.autograd.Function):
    forward = functools.partial(_scale, 2.0)

    @staticmethod
    def backward(ctx, grad):
        return grad * 2.0


class DoubleByFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return _scale(2.0, ctx, x)

    @staticmethod
    def backward(ctx, grad):
        return grad * 2.0


class Model(torch.nn.Module):
    def forward(self, x):
        return Double.apply(x) + 1


class PlainFunction(torch.nn.Module):
    """Use the function with a forward of its own; each factor then needs a class."""

    def forward(self, x):
        return DoubleByFunction.apply(x) + 1


model = Model()
rewrites = {"plain forward": PlainFunction()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
