"""Repeat each row as often as a tensor says

`repeat_interleave` with a tensor of counts gives a result whose size is their sum. Both modes export it, and the
operator is left over after `run_decompositions()`, since core ATen has nothing like it. The row behind each place of
the result is the number of rows that end before it.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/size_from_largest_index"]


class Model(torch.nn.Module):
    def forward(self, x, counts):
        return x.repeat_interleave(counts, dim=0)


class ByIndex(torch.nn.Module):
    """Compute the index of the row for each place; memory grows with places times rows."""

    def forward(self, x, counts):
        total = counts.sum().item()
        torch._check(total >= 0)
        places = torch.arange(total)
        rows = (places[:, None] >= counts.cumsum(0)).sum(-1)
        return x[rows]


model = Model()
rewrites = {"index by comparison": ByIndex()}
example_args = (torch.randn(3, 2), torch.tensor([1, 2, 0]))
more_args = [(torch.randn(3, 2), torch.tensor([2, 0, 5])), (torch.randn(3, 2), torch.tensor([0, 0, 0]))]
