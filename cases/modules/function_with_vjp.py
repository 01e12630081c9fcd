"""An `autograd.Function` that names its backward `vjp`

`vjp` is another name for `backward`. Autograd takes both, strict mode only `backward` where an input needs a gradient.
Non-strict mode looks at neither. Rename the method.
"""

import torch

tags = {"torch.autograd-function", "torch.func", "python.graph-break"}
expect = {"strict": "export: GB0145"}
near = ["modules/function_with_jvp"]


class Triple(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 3

    @staticmethod
    def vjp(ctx, grad):
        return grad * 3


class TripleRenamed(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 3

    @staticmethod
    def backward(ctx, grad):
        return grad * 3


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        return Triple.apply(x * self.weight)


class Renamed(Model):
    """Call the method `backward`; nothing else changes."""

    def forward(self, x):
        return TripleRenamed.apply(x * self.weight)


model = Model()
rewrites = {"renamed": Renamed()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
