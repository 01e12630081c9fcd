"""Forward missing attributes of a wrapper to the module inside

A `__getattr__` that is written in Python and ends in `super().__getattr__` is followed by both modes, for parameters,
submodules and methods of the wrapped module.
"""

import torch

tags = {"python.class", "python.attribute", "torch.module"}
near = ["classes/getattribute_of_object"]


class Wrapper(torch.nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("inner"), name)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = Wrapper(torch.nn.Linear(3, 2))

    def forward(self, x):
        return self.layer(x) * self.layer.in_features + self.layer.bias


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
