"""An `autograd.Function` whose backward is a `functools.partial`

When an input needs a gradient, strict mode traces the backward as well and asks that it be a plain function. Without
such an input the same program exports. Non-strict mode never looks at the backward.
"""

import functools

import torch

tags = {"torch.autograd-function", "python.call", "torch.training", "python.graph-break"}
expect = {"strict": "export: GB0346"}
near = ["modules/function_with_partial_forward"]


def _scale(factor, ctx, grad):
    return grad * factor


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2.0

    backward = staticmethod(functools.partial(_scale, 2.0))


class DoubleByFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2.0

    @staticmethod
    def backward(ctx, grad):
        return _scale(2.0, ctx, grad)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        return Double.apply(x * self.weight)


class PlainFunction(Model):
    """Use the function with a backward of its own."""

    def forward(self, x):
        return DoubleByFunction.apply(x * self.weight)


model = Model()
rewrites = {"plain backward": PlainFunction()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
