"""Ask the context of an `autograd.Function` for its name

`ctx.name()` is a method of the node in the graph of autograd. Strict mode knows a few methods of `ctx` and refuses the
others; non-strict mode calls it. Write the name down.
"""

import torch

tags = {"torch.autograd-function", "python.graph-break"}
expect = {"strict": "export: GB0139"}
near = ["modules/function_context_kept"]

FACTORS = {"ScaleBackward": 3.0, "scale": 3.0}


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * FACTORS[ctx.name()]

    @staticmethod
    def backward(ctx, grad):
        return grad * 3.0


class ScaleByKey(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * FACTORS["scale"]

    @staticmethod
    def backward(ctx, grad):
        return grad * 3.0


class Model(torch.nn.Module):
    def forward(self, x):
        return Scale.apply(x)


class KeyWrittenDown(torch.nn.Module):
    """Look the factor up by a key of its own; a subclass has to write its key down as well."""

    def forward(self, x):
        return ScaleByKey.apply(x)


model = Model()
rewrites = {"a key of its own": KeyWrittenDown()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
