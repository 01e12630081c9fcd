"""An `autograd.Function` that asks for no gradients of zeros

`ctx.set_materialize_grads(False)` leaves gradients that nobody computed as None. It says something of the backward
alone, which an exported program does not hold.
"""

import torch

tags = {"torch.autograd-function"}
near = ["modules/function_context_kept", "modules/straight_through_function"]


class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.set_materialize_grads(False)
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return None if grad is None else grad * 2


class Model(torch.nn.Module):
    def forward(self, x):
        return Twice.apply(x) + 1


class Plain(torch.nn.Module):
    """Autograd needs no function for what its own operators compute."""

    def forward(self, x):
        return x * 2 + 1


model = Model()
rewrites = {"operators": Plain()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
