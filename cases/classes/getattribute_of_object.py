"""Override `__getattribute__` with a call of `object.__getattribute__`

Strict mode follows a `__getattribute__` written in Python down to its last line. There, `object.__getattribute__(self,
name)` is a method of a class in C that it cannot call. `super().__getattribute__(name)` means the same and is followed.
"""

import torch

tags = {"python.class", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB0156"}
near = ["classes/getattr_to_inner_module"]


class Settings:
    def __init__(self):
        self.scale = 0.5

    def __getattribute__(self, name):
        return object.__getattribute__(self, name)


class OwnSettings:
    def __init__(self):
        self.scale = 0.5

    def __getattribute__(self, name):
        return super().__getattribute__(name)


_settings, _own_settings = Settings(), OwnSettings()


class Model(torch.nn.Module):
    def forward(self, x):
        return x * _settings.scale


class WithSuper(torch.nn.Module):
    """Call it on `super()`."""

    def forward(self, x):
        return x * _own_settings.scale


model = Model()
rewrites = {"super": WithSuper()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
