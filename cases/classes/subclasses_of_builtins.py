"""Make objects of subclasses of `list`, `dict`, `tuple`, `int` and `str`

Both modes follow their constructors and their own methods, and use them where the builtin type is wanted.
"""

import torch

tags = {"python.class", "python.inheritance", "python.data-structure"}
near = ["classes/float_subclass_made_in_forward"]


class Layers(list):
    def __call__(self, x):
        for layer in self:
            x = layer(x)
        return x


class Options(dict):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.strictly = False


class Pair(tuple):
    def __new__(cls, left, right):
        return super().__new__(cls, (left, right))

    def swapped(self):
        return Pair(self[1], self[0])


class Count(int):
    def twice(self):
        return Count(self * 2)


class Name(str):
    def short(self):
        return self[:2]


class Model(torch.nn.Module):
    def forward(self, x, y):
        left, right = Pair(x, y).swapped()
        options = Options(scale=0.5)
        x = Layers([torch.sin, torch.cos])(left) * options["scale"] + right * Count(2).twice()
        return x if options.strictly else x + len(Name("long").short())


model = Model()
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
