"""Bind an inner function by `types.FunctionType.__get__`

The descriptor protocol makes a method of a function. Strict mode follows it for functions that were defined outside,
and has no rule for one that is defined in `forward`. Non-strict mode binds. Pass the object as an argument.
"""

import types

import torch

tags = {"python.class", "python.closure", "python.graph-break"}
expect = {"strict": "export: GB9277"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = 2.0

    def forward(self, x):
        def scale(module, values):
            return values * module.factor

        return types.FunctionType.__get__(scale, self)(x)


class PassesObject(Model):
    """Call the function with the object; there is no method to hand on then."""

    def forward(self, x):
        def scale(module, values):
            return values * module.factor

        return scale(self, x)


model = Model()
rewrites = {"argument": PassesObject()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
