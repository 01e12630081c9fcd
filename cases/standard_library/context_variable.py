"""Read a setting from a `contextvars.ContextVar`

Strict mode has no rule for `get` and `set` of a context variable. Non-strict mode reads the value of the moment and
keeps it. Pass the setting as an argument, or keep it in the module.
"""

import contextvars

import torch

tags = {"python.global", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["standard_library/environment_switch"]


_scale = contextvars.ContextVar("scale", default=0.5)


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _scale.get()


class KeptInModule(torch.nn.Module):
    """Read the variable when the module is made; it is a constant of the exported program either way."""

    def __init__(self):
        super().__init__()
        self.scale = _scale.get()

    def forward(self, x):
        return x * self.scale


model = Model()
rewrites = {"keep in the module": KeptInModule()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
