"""Classes that are containers or have computed attributes, by a metaclass

Both modes follow a metaclass with `__getitem__`, `__len__`, `__contains__` or `__getattr__`. An `__iter__` is another
matter: strict mode refuses a `for` over the class.
"""

import torch

tags = {"python.class", "python.metaclass"}
near = ["classes/singleton_by_metaclass", "classes/isinstance_by_metaclass"]


class Registry(type):
    def __getitem__(cls, name):
        return cls.entries[name]

    def __len__(cls):
        return len(cls.entries)

    def __getattr__(cls, name):
        if name in cls.entries:
            return cls.entries[name]
        raise AttributeError(name)


class Functions(metaclass=Registry):
    entries = {"sine": torch.sin, "cosine": torch.cos}


class Model(torch.nn.Module):
    def forward(self, x):
        return sum(Functions[name](x) for name in ("sine", "cosine")) + Functions.sine(x) * len(Functions)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
