"""Ask with `==` whether a kept method is that of a layer

`layer.forward` makes a new bound method on each access, and two of them are equal when object and function are. Strict
mode compares its stand-ins and says that they differ: the program takes the other branch, and no error says so.
Non-strict mode compares the methods. Compare the objects that the methods belong to.
"""

import torch

tags = {"python.object-identity", "python.class", "torch.soundness"}
expect = {"strict": "run: ValuesDiffer"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.ReLU()
        self.step = self.layer.forward

    def forward(self, x):
        return x * 2 if self.step == self.layer.forward else x


class ComparesObjects(Model):
    """Compare `__self__` with `is`; methods of other names of the same layer are then the same."""

    def forward(self, x):
        return x * 2 if self.step.__self__ is self.layer else x


model = Model()
rewrites = {"compare objects": ComparesObjects()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
