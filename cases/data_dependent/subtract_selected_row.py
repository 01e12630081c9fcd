"""Subtract the one row that a mask selects

In eager mode one row is broadcast over all. While tracing, its size is a symbol that is taken for larger than 1, so the
graph asks that as many rows be selected as there are, and the program refuses even the example. Take the row out of the
selection: then its size is gone.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.zero-one-specialization"}
expect = {
    "strict": "run: RuntimeError",
    "nonstrict": "run: RuntimeError",
}
near = ["data_dependent/partition_and_join", "data_dependent/squeeze_selection", "data_dependent/add_two_selections"]


class Model(torch.nn.Module):
    def forward(self, x, is_anchor):
        return x - x[is_anchor]


class FirstRow(torch.nn.Module):
    """Take the first of the selected rows; further ones would go unnoticed."""

    def forward(self, x, is_anchor):
        return x - x[is_anchor][0]


model = Model()
rewrites = {"first row": FirstRow()}
example_args = (torch.randn(4, 2), torch.tensor([False, True, False, False]))
# One row is selected: what becomes of several is given up by the rewrite.
draws = {"is_anchor": {"keep": True}}
more_args = [(torch.ones(4, 2), torch.tensor([True, False, False, False]))]
