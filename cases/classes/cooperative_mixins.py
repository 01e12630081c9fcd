"""Mixins, class methods and abstract classes around a module

Both modes follow the method resolution order through mixins with `super()`, static and class methods, class attributes,
abstract base classes, `__init_subclass__` registries, and `__new__`.
"""

import abc

import torch

tags = {"python.class", "python.inheritance"}
near = ["classes/property_through_super", "classes/super_may_lack_method"]


class Layer(abc.ABC):
    kinds = {}

    def __init_subclass__(cls, kind, **options):
        super().__init_subclass__(**options)
        Layer.kinds[kind] = cls

    @abc.abstractmethod
    def apply(self, x): ...


class Sine(Layer, kind="sine"):
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def apply(self, x):
        return x.sin()


class Scaled:
    factor = 2.0

    @classmethod
    def halved(cls, x):
        return x / cls.factor

    def transform(self, x):
        return self.halved(x)


class Shifted(Scaled):
    @staticmethod
    def shift():
        return 1.0

    def transform(self, x):
        return super().transform(x) + self.shift()


class Model(Shifted, torch.nn.Module):
    factor = 4.0

    def forward(self, x):
        layer = Layer.kinds["sine"]()
        return layer.apply(self.transform(x)) if isinstance(layer, Layer) else x


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
