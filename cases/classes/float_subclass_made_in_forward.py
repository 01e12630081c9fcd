"""Make an object of a subclass of `float`

Strict mode makes objects of subclasses of `int` and `str`, and not of `float`. Non-strict mode computes with it as
Python does. Keep the number in an attribute of a plain class.
"""

import torch

tags = {"python.class", "python.inheritance", "python.graph-break"}
expect = {"strict": "export: GB0147"}
near = ["classes/subclasses_of_builtins"]


class Decibel(float):
    def factor(self):
        return 10 ** (self / 20)


class Level:
    def __init__(self, decibel):
        self.decibel = decibel

    def factor(self):
        return 10 ** (self.decibel / 20)


class Model(torch.nn.Module):
    def forward(self, x):
        return x * Decibel(-6.0).factor()


class PlainClass(torch.nn.Module):
    """Hold the number in a plain class."""

    def forward(self, x):
        return x * Level(-6.0).factor()


model = Model()
rewrites = {"plain class": PlainClass()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
