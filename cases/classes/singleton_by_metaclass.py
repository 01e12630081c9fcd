"""A singleton by a metaclass with `__call__`

Strict mode makes an object of the class and does not call the metaclass: each call makes another object, where eager
mode gives the first one again. The exported program is wrong without an error. `__new__` is called by both modes, and
so is a function that keeps the object.
"""

import torch

tags = {"python.class", "python.metaclass", "python.object-identity"}
expect = {"strict": "run: ValuesDiffer"}
near = ["classes/metaclass_attributes"]


class Singleton(type):
    made = {}

    def __call__(cls, *args):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args)
        return cls.made[cls]


class Settings(metaclass=Singleton):
    def __init__(self, scale):
        self.scale = scale


class PlainSettings:
    made = {}

    def __init__(self, scale):
        self.scale = scale

    @classmethod
    def get(cls, scale):
        if "settings" not in cls.made:
            cls.made["settings"] = cls(scale)
        return cls.made["settings"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * Settings(0.5).scale + Settings(7.0).scale


class ClassMethod(torch.nn.Module):
    """Ask a class method for the object."""

    def forward(self, x):
        return x * PlainSettings.get(0.5).scale + PlainSettings.get(7.0).scale


model = Model()
rewrites = {"class method": ClassMethod()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
