"""Ask by `id()` whether two inputs are the same tensor

The comparison happens in Python while tracing, and its answer for the example is kept for good. The exported program
then gives a silently different result when the same tensor is passed twice.
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.control-flow"}
near = ["graph_breaks/id_in_arithmetic", "graph_breaks/is_none_test"]


class Model(torch.nn.Module):
    def forward(self, query, key):
        if id(query) == id(key):
            return query * query
        return query + key


class ComparesValues(torch.nn.Module):
    """Compare the values in the graph; two equal tensors at different places now count as the same one."""

    def forward(self, query, key):
        return torch.where((query == key).all(), query * query, query + key)


_shared = torch.randn(4)
model = Model()
rewrites = {"compare values": ComparesValues()}
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.zeros(4), torch.ones(4)), (_shared, _shared)]
