"""Make a namedtuple class in `forward` whose default is a tensor

Strict mode makes the class while tracing when everything that it needs is constant. A tensor of the program as a
default is not. Non-strict mode makes the class. Define the class outside, and hand the tensor over.
"""

import collections

import torch

tags = {"python.data-structure", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0201"}


class Model(torch.nn.Module):
    def forward(self, x):
        pair = collections.namedtuple("Pair", ["left", "right"], defaults=[x])
        made = pair(x.sin())
        return made.left + made.right


_Pair = collections.namedtuple("Pair", ["left", "right"])


class HandsOver(torch.nn.Module):
    """Hand both tensors over; every place that relied on the default has to."""

    def forward(self, x):
        made = _Pair(x.sin(), x)
        return made.left + made.right


model = Model()
rewrites = {"no default": HandsOver()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
