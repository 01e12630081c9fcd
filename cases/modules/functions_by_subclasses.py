"""Run every `autograd.Function` that was registered by subclassing

`__subclasses__()` finds what was defined. Strict mode follows `apply` and a few more methods of an
`autograd.Function`, and this is none of them; non-strict mode asks the class. Keep the functions in a list.
"""

import torch

tags = {"torch.autograd-function", "python.inheritance", "python.graph-break"}
expect = {"strict": "export: GB0140"}


class Step(torch.autograd.Function):
    pass


class Double(Step):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


class Model(torch.nn.Module):
    def forward(self, x):
        for step in Step.__subclasses__():
            x = step.apply(x)
        return x


class Listed(torch.nn.Module):
    """Look the subclasses up when the module is made; later ones are not found."""

    def __init__(self):
        super().__init__()
        self.steps = Step.__subclasses__()

    def forward(self, x):
        for step in self.steps:
            x = step.apply(x)
        return x


model = Model()
rewrites = {"listed before": Listed()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
