"""A window that starts at a number from `.item()`

Start and end of the slice are unknown, and the end is clamped, so the length of the window is unknown as well;
`reshape` turns it into a length of two that each run checks. `narrow` says the length by itself.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}
near = ["data_dependent/item_as_slice_bound"]


class Model(torch.nn.Module):
    def forward(self, x, start):
        first = start.item()
        return x[first : first + 2].reshape(6) + x.narrow(0, first, 2).reshape(6)


model = Model()
example_args = (torch.randn(5, 3), torch.tensor(1))
more_args = [(torch.ones(5, 3), torch.tensor(3)), (torch.ones(5, 3), torch.tensor(4))]
