"""`repeat_interleave` by counts in a tensor

The number of rows that come out is the sum of the counts, a new symbol, and what goes on from there works for any size.
The operator itself has no decomposition and does not belong to core ATen, so a backend that takes only those refuses
it.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["data_dependent/split_by_lengths"]


class Model(torch.nn.Module):
    def forward(self, x, counts):
        rows = x.repeat_interleave(counts, dim=0)
        return rows.cumsum(0) * 2


class IndexArithmetic(torch.nn.Module):
    """Find for each place of the result the row it comes from, by comparing with the ends of the runs."""

    def forward(self, x, counts):
        places = torch.arange(counts.sum().item())
        rows = (places.unsqueeze(1) >= counts.cumsum(0)).sum(1)
        return x[rows].cumsum(0) * 2


model = Model()
rewrites = {"index arithmetic": IndexArithmetic()}
example_args = (torch.randn(3, 2), torch.tensor([2, 0, 3]))
more_args = [(torch.ones(3, 2), torch.tensor([1, 1, 1])), (torch.ones(3, 2), torch.tensor([0, 0, 0]))]
