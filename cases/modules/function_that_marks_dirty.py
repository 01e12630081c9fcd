"""An `autograd.Function` that changes its input in place

`ctx.mark_dirty` tells autograd that the input was changed. Strict mode has no rule for it; non-strict mode runs the
forward. Return a new tensor: a compiler reuses the memory where it can.
"""

import torch

tags = {"torch.autograd-function", "torch.mutation", "python.graph-break"}
expect = {"strict": "export: GB2019"}
near = ["modules/straight_through_function"]


class ClampInPlace(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        x.clamp_(min=0)
        ctx.mark_dirty(x)
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad


class Clamp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad):
        return grad


class Model(torch.nn.Module):
    def forward(self, x):
        return ClampInPlace.apply(x * 2) + 1


class OutOfPlace(torch.nn.Module):
    """Return a new tensor from the function; in eager mode that takes memory for both."""

    def forward(self, x):
        return Clamp.apply(x * 2) + 1


model = Model()
rewrites = {"out of place": OutOfPlace()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
