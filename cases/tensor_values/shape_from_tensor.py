"""Reshape to sizes that a tensor holds

`shape.tolist()` of integers gives symbols, and `reshape` and `zeros` take them as sizes. Sizes that do not fit are an
error when the program runs, as in eager mode.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "torch.unbacked-size"}
near = ["tensor_values/steps_from_tensor"]


class Model(torch.nn.Module):
    def forward(self, patches, grid):
        height, width = grid.tolist()
        canvas = torch.zeros(height, width, 2)
        return canvas + patches.reshape(height, width, 2)


model = Model()
example_args = (torch.randn(12, 2), torch.tensor([3, 4]))
more_args = [
    (torch.ones(12, 2), torch.tensor([2, 6])),
    (torch.ones(12, 2), torch.tensor([12, 1])),
    (torch.ones(12, 2), torch.tensor([5, 2])),
]
