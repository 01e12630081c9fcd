"""Make a class by a call inside `forward`

`type(name, bases, attributes)` and `collections.namedtuple` make classes by calling something, and strict mode follows
these calls, unlike a `class` statement.
"""

import collections

import torch

tags = {"python.class", "python.builtin"}
near = ["python_statements/class_statement_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        Settings = type("Settings", (), {"scale": 2.0})
        Pair = collections.namedtuple("Pair", "low high")
        pair = Pair(x.amin(), x.amax())
        return (x - pair.low) / (pair.high - pair.low) * Settings.scale


model = Model()
example_args = (torch.randn(5),)
more_args = [(torch.arange(5.0),)]
