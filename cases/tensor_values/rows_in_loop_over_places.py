"""Collect rows in a loop over a tensor of places

Each round gives a place as a tensor without dimensions, which an index reads as a number. Non-strict mode traces that
into a selection at a symbol; strict mode asks for the value. One index with the whole tensor does for all rounds.
"""

import torch

tags = {"python.control-flow", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError"}
near = ["tensor_values/index_by_list_of_items", "tensor_values/rows_in_loop_over_numbers"]


class Model(torch.nn.Module):
    def forward(self, x, places):
        return [x[place].tanh() for place in places]


class OneIndex(torch.nn.Module):
    """Index once, and take the result apart."""

    def forward(self, x, places):
        return list(x[places].tanh())


model = Model()
rewrites = {"one index": OneIndex()}
example_args = (torch.randn(4, 3), torch.tensor([2, 0]))
more_args = [(torch.ones(4, 3), torch.tensor([-1, 3])), (torch.ones(4, 3), torch.tensor([1, 1]))]
