"""A break by `comptime` that was left in the code

Functions of `torch._dynamo.comptime` run while Dynamo traces, to look at what it has found; in eager mode they do
nothing. `comptime.graph_break()` tells Dynamo to stop there, and strict export has nothing to go on with. Non-strict
mode is eager to it. Take the line out.
"""

import torch
from torch._dynamo.comptime import comptime

tags = {"torch.compile", "python.graph-break"}
expect = {"strict": "export: GB0030"}


class Model(torch.nn.Module):
    def forward(self, x):
        hidden = x.relu()
        comptime.graph_break()
        return hidden * 2


class WithoutBreak(torch.nn.Module):
    """Take the line out; to look at a graph, print the exported program."""

    def forward(self, x):
        return x.relu() * 2


model = Model()
rewrites = {"taken out": WithoutBreak()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
