"""Properties, setters and descriptors

Both modes follow properties with setters, descriptors with `__get__`, `__set__` and `__set_name__`, on modules and
other objects, and classes with `__slots__`. Numbers that they keep are constants in the graph.
"""

import torch

tags = {"python.class", "python.property", "python.attribute"}
near = ["classes/property_through_super"]


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} has to be positive")
        setattr(instance, self.name, value)


class Range:
    __slots__ = ("low", "_width")

    def __init__(self, low, width):
        self.low, self.width = low, width

    @property
    def width(self):
        return self._width

    @width.setter
    def width(self, value):
        self._width = value.abs()


class Model(torch.nn.Module):
    rate = Positive()

    def forward(self, x):
        self.rate = 0.5
        limits = Range(x.amin(), x.amax() - x.amin())
        limits.width = limits.width * self.rate
        return x.clamp(limits.low, limits.low + limits.width)


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.arange(4.0),)]
