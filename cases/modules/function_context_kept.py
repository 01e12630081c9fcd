"""Keep the context of an `autograd.Function` in a list

Strict mode traces the forward of the function with a stand-in for `ctx`, and cannot hand a true one to code outside.
Non-strict mode appends the true object. Keep what is wanted from the context, or nothing.
"""

import torch

tags = {"torch.autograd-function", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0019"}
near = ["modules/function_context_asked_for_name", "modules/function_without_zero_gradients"]


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, contexts):
        contexts.append(ctx)
        return x * 3

    @staticmethod
    def backward(ctx, grad):
        return grad * 3, None


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.contexts = []

    def forward(self, x):
        return Scale.apply(x, self.contexts)


class ScaleQuietly(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 3

    @staticmethod
    def backward(ctx, grad):
        return grad * 3


class Quiet(torch.nn.Module):
    """Keep nothing; for debugging, step through the function in eager mode."""

    def forward(self, x):
        return ScaleQuietly.apply(x)


model = Model()
rewrites = {"keep nothing": Quiet()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
