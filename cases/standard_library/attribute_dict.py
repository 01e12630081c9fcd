"""Read settings from a dict whose keys are attributes

`__getattr__ = dict.__getitem__` is the short way to such a dict. Strict mode follows a `__getattr__` that is a Python
function, and this one is a method in C. Write the two lines of the function.
"""

import torch

tags = {"python.data-structure", "python.attribute", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0256"}
near = ["standard_library/ordered_output_class", "standard_library/simple_namespace"]


class Settings(dict):
    __getattr__ = dict.__getitem__


class OwnSettings(dict):
    def __getattr__(self, name):
        return self[name]


_settings = Settings(scale=0.5, shift=1.0)
_own_settings = OwnSettings(scale=0.5, shift=1.0)


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _settings.scale + _settings.shift


class OwnFunction(torch.nn.Module):
    """Define `__getattr__` as a function."""

    def forward(self, x):
        return x * _own_settings.scale + _own_settings.shift


model = Model()
rewrites = {"own function": OwnFunction()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
