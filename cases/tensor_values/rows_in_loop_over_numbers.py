"""Collect rows in a loop over `places.tolist()`

As Python numbers the places are symbols, and selecting a row at a symbol is fine in both modes. A place outside is an
error when the program runs.
"""

import torch

tags = {"python.control-flow", "torch.item", "torch.dynamic-value"}
near = ["tensor_values/rows_in_loop_over_places"]


class Model(torch.nn.Module):
    def forward(self, x, places):
        return torch.stack([x[place].tanh() for place in places.tolist()])


model = Model()
example_args = (torch.randn(4, 3), torch.tensor([2, 0]))
more_args = [
    (torch.ones(4, 3), torch.tensor([-1, 3])),
    (torch.ones(4, 3), torch.tensor([1, 1])),
    (torch.ones(4, 3), torch.tensor([1, 4])),
]
