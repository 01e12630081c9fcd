"""`squeeze()` of a selection

Whether a size that depends on the data is 1 cannot be known, and `squeeze` takes it for larger. The operator in the
program drops the dimension all the same when one row comes, and what follows is about another one: silently wrong.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.zero-one-specialization"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "run: ValuesDiffer"}
near = ["data_dependent/subtract_selected_row", "dynamic_shapes/squeeze_all_dimensions"]


class Model(torch.nn.Module):
    def forward(self, x, is_anchor):
        anchor = x[is_anchor].squeeze()
        return anchor / anchor.shape[0]


class FirstRow(torch.nn.Module):
    """Take the first of the selected rows."""

    def forward(self, x, is_anchor):
        anchor = x[is_anchor][0]
        return anchor / anchor.shape[0]


model = Model()
rewrites = {"first row": FirstRow()}
example_args = (torch.randn(4, 3), torch.tensor([False, True, False, False]))
# One row is selected: what becomes of several is given up by the rewrite.
draws = {"is_anchor": {"keep": True}}
more_args = [(torch.ones(4, 3), torch.tensor([True, False, False, False]))]
