"""An object whose `__torch_function__` declines

In eager mode torch asks the object, gets `NotImplemented`, and raises a TypeError that the program catches. Strict
mode asks it too and then refuses the call for good: it does not turn the refusal into an exception of the program.
Non-strict mode raises and catches. Ask for the type of the object instead of trying.
"""

import torch

tags = {"python.operator-overloading", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB0000"}


class Quantity:
    def __init__(self, value, unit):
        self.value, self.unit = value, unit

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return NotImplemented


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.length = Quantity(2.5, "m")

    def forward(self, x):
        try:
            return torch.mul(x, self.length)
        except TypeError:
            return torch.mul(x, self.length.value)


class AsksType(Model):
    """Look at the type first; an object of another library that also declines has to be named there."""

    def forward(self, x):
        length = self.length.value if isinstance(self.length, Quantity) else self.length
        return torch.mul(x, length)


model = Model()
rewrites = {"isinstance": AsksType()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
