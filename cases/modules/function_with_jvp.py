"""An `autograd.Function` with a rule for forward-mode derivatives

When an input needs a gradient, strict mode makes an operator of the function and has no place in it for `jvp`.
Non-strict mode records what forward does. A program that is exported keeps neither rule, so nothing is lost without
it.
"""

import torch

tags = {"torch.autograd-function", "torch.func", "python.graph-break"}
expect = {"strict": "export: GB0144"}
near = ["modules/function_with_vjp"]


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2

    @staticmethod
    def jvp(ctx, tangent):
        return tangent * 2


class DoubleBackwardOnly(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        return Double.apply(x * self.weight)


class BackwardOnly(Model):
    """Use a function without `jvp`; forward-mode derivatives are refused then."""

    def forward(self, x):
        return DoubleBackwardOnly.apply(x * self.weight)


model = Model()
rewrites = {"backward only": BackwardOnly()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
