"""Write into a tensor with `operator.setitem`

The statement `x[0] = 1` and the call `operator.setitem(x, 0, 1)` do the same, but strict mode knows the statement
alone.
"""

import operator

import torch

tags = {"python.call", "torch.mutation", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["standard_library/functools_reduce_partial"]


class Model(torch.nn.Module):
    def forward(self, x, edits):
        result = x.clone()
        for index, value in edits.items():
            operator.setitem(result, index, value)
        return result


class WithStatement(torch.nn.Module):
    """Assign with a statement."""

    def forward(self, x, edits):
        result = x.clone()
        for index, value in edits.items():
            result[index] = value
        return result


model = Model()
rewrites = {"statement": WithStatement()}
example_args = (torch.randn(3), {0: torch.tensor(1.0), 2: torch.tensor(5.0)})
more_args = [(torch.ones(3), {0: torch.tensor(0.0), 2: torch.tensor(-1.0)})]
