"""Give columns of two tensors as `out=` of an operator with two results

`torch.max` takes a pair for its values and places. Strict mode wants both of them contiguous, which a column is not.
Non-strict mode follows. Use what the operator returns.
"""

import torch

tags = {"torch.mutation", "torch.memory-layout", "python.graph-break"}
expect = {"strict": "export: GB0241"}
near = ["views_and_memory/out_that_is_strided", "views_and_memory/out_pair_that_grows"]


class Model(torch.nn.Module):
    def forward(self, x):
        values, places = torch.zeros(4, 2), torch.zeros(4, 2, dtype=torch.int64)
        torch.max(x, 1, out=(values[:, 0], places[:, 0]))
        torch.min(x, 1, out=(values[:, 1], places[:, 1]))
        return values, places


class Stacks(torch.nn.Module):
    """Stack the results into columns."""

    def forward(self, x):
        high, low = x.max(1), x.min(1)
        return torch.stack([high.values, low.values], 1), torch.stack([high.indices, low.indices], 1)


model = Model()
rewrites = {"stack": Stacks()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.eye(4, 3),)]
