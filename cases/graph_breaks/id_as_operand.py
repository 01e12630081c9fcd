"""Compute with the `id()` of a tensor

`id()` is the address of a Python object. Strict mode has no number to put into the graph and refuses. Non-strict mode
takes the address of the tracer's stand-in and keeps it as a constant, which means nothing in a later run. `alpha=0`
multiplies it away, so that this program gives the same result each time; without it, every run gives another one.
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.graph-break"}
expect = {"strict": "export: GB0055"}
near = ["graph_breaks/id_comparison", "graph_breaks/is_none_test"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        return torch.add(y, id(y), alpha=0)


class NoAddress(torch.nn.Module):
    """Leave the address out; a number that has to tell inputs apart is an input of its own."""

    def forward(self, x):
        return x + 1


model = Model()
rewrites = {"no address": NoAddress()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
