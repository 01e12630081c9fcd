"""Ask by `id()` whether two inputs are the same tensor

The comparison happens in Python while tracing, and its answer for the example is kept for good, in both modes. The
exported program then gives a different result, without a word, when one tensor is passed twice.
"""

import torch

tags = {"python.builtin", "python.object-identity", "python.control-flow"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
near = ["graph_breaks/id_as_operand", "graph_breaks/is_none_test"]


class Model(torch.nn.Module):
    def forward(self, query, key):
        if id(query) == id(key):
            return query * query
        return query + key


class ComparesValues(torch.nn.Module):
    """Compare the values in the graph; two tensors with equal values now count as the same one."""

    def forward(self, query, key):
        return torch.where((query == key).all(), query * query, query + key)


_shared = torch.randn(4)
model = Model()
rewrites = {"compare values": ComparesValues()}
example_args = (torch.randn(4), torch.randn(4))
# Equal values are what the rewrite gives up, so the two inputs are drawn apart.
draws = {"query": {"low": -2, "high": -1}, "key": {"low": 1, "high": 2}}
more_args = [(torch.zeros(4), torch.ones(4)), (_shared, _shared)]
