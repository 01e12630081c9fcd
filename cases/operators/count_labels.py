"""Count labels with `bincount`

`minlength` bounds the number of bins from below only, so the result has a size that depends on the data, and the
operator is not core ATen. Adding ones at the labels into a tensor of fixed size is.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/histogram_of_values", "operators/size_from_largest_index"]


class Model(torch.nn.Module):
    def forward(self, labels):
        return torch.bincount(labels, minlength=4)


class Scatter(torch.nn.Module):
    """Add up ones by label; a label beyond the last bin is then an error and not a longer result."""

    def forward(self, labels):
        return torch.zeros(4, dtype=torch.int64).scatter_add(0, labels, torch.ones_like(labels))


model = Model()
rewrites = {"scatter_add": Scatter()}
example_args = (torch.tensor([1, 0, 3, 3]),)
more_args = [(torch.tensor([2, 2, 2, 2]),)]
