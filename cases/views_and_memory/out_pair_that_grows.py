"""Give two empty tensors as `out=` of an operator with two results

Eager mode resizes them to what the operator needs. Strict mode compares the sizes and refuses, since a traced tensor
cannot change its size. Use what the operator returns.
"""

import torch

tags = {"torch.mutation", "torch.static-shape", "python.graph-break"}
expect = {"strict": "export: GB0240"}
near = ["views_and_memory/out_pair_that_is_strided", "views_and_memory/out_that_fits"]


class Model(torch.nn.Module):
    def forward(self, x):
        ordered, places = torch.empty(0), torch.empty(0, dtype=torch.int64)
        torch.sort(x, dim=1, out=(ordered, places))
        return ordered, places


class Returned(torch.nn.Module):
    """Take the results; there is nothing to be saved by preparing tensors for them."""

    def forward(self, x):
        ordered, places = torch.sort(x, dim=1)
        return ordered, places


model = Model()
rewrites = {"returned": Returned()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.eye(4, 3),)]
