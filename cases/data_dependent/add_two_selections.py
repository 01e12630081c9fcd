"""Add two selections that have to be equally long

Two masks give two symbols, and the addition takes them for equal: the program checks that when it runs and refuses
selections of different lengths, as eager mode does. It also refuses to broadcast a selection of one element, which
eager mode does.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.zero-one-specialization"}
expect = {
    "strict": "generalize: InputRefused, shapes: OverRestrictive",
    "nonstrict": "generalize: InputRefused, shapes: OverRestrictive",
}
near = ["data_dependent/subtract_selected_row", "data_dependent/partition_and_join"]
no_rewrite = (
    "Selections of equal length need none. Where one element is meant for all, take it out by its index, as in "
    "subtract_selected_row: no form serves both."
)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x[x > 0] + y[y > 0]


model = Model()
example_args = (torch.tensor([1.0, -1.0, 2.0]), torch.tensor([3.0, -2.0, 4.0]))
more_args = [
    (torch.tensor([1.0, 1.0, 2.0]), torch.tensor([3.0, 2.0, 4.0])),
    (torch.tensor([1.0, 1.0, 2.0]), torch.tensor([3.0, -2.0, 4.0])),
    (torch.tensor([1.0, -1.0, 2.0]), torch.tensor([-3.0, -2.0, 4.0])),
]
