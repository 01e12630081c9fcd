"""Compute with the `id()` of a tensor

`id()` is the address of a Python object. Strict mode has no number to put into the graph and refuses. Non-strict mode
calls `id()` on the tracer's stand-in and keeps that address as a constant. Objects are aligned, so the remainder here
is always 0 and nobody notices; any other use of the address would be different in every run.
"""

import torch

tags = {"python.builtin", "python.graph-break", "python.object-identity"}
expect = {"strict": "export: GB0055"}
near = ["graph_breaks/id_comparison", "graph_breaks/is_none_test"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x + 1 + id(x) % 8


class NoAddress(torch.nn.Module):
    """Leave the address out; only code that relied on the layout of memory notices."""

    def forward(self, x):
        return x + 1


model = Model()
rewrites = {"no address": NoAddress()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
