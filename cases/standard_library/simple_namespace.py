"""Collect values in a `types.SimpleNamespace`

Strict mode makes objects of classes that are written in Python; SimpleNamespace is written in C, and is not one that it
models. A dataclass or an empty class does the same.
"""

import types

import torch

tags = {"python.class", "python.graph-break"}
expect = {"strict": "export: GB0147"}
near = ["standard_library/attribute_dict", "python_builtins/hasattr_of_new_object"]


class Model(torch.nn.Module):
    def forward(self, x):
        stats = types.SimpleNamespace(mean=x.mean())
        stats.spread = x.amax() - x.amin()
        return (x - stats.mean) / stats.spread


class Stats:
    """What a SimpleNamespace would hold."""


class EmptyClass(torch.nn.Module):
    """Make an object of an empty class and set its attributes."""

    def forward(self, x):
        stats = Stats()
        stats.mean = x.mean()
        stats.spread = x.amax() - x.amin()
        return (x - stats.mean) / stats.spread


model = Model()
rewrites = {"empty class": EmptyClass()}
example_args = (torch.randn(3),)
more_args = [(torch.tensor([0.0, 1.0, 5.0]),)]
