"""`int()` of a float tensor as a size

`int` has to return a Python int. Strict mode sees the call and keeps a symbol; in non-strict mode Python itself asks
the float for its value. Convert the tensor, and take the number with `.item()`.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.unbacked-size", "python.builtin"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = [
    "data_dependent/bool_as_factor",
    "data_dependent/length_of_selection",
    "data_dependent/math_of_item",
    "data_dependent/float_of_tensor",
]


class Model(torch.nn.Module):
    def forward(self, x, ratio):
        return x.repeat(int(ratio * 4))


class Item(torch.nn.Module):
    """Round in the tensor, then `.item()`."""

    def forward(self, x, ratio):
        return x.repeat((ratio * 4).long().item())


model = Model()
rewrites = {"item of an integer": Item()}
example_args = (torch.randn(3), torch.tensor(0.6))
more_args = [(torch.ones(3), torch.tensor(1.0)), (torch.ones(3), torch.tensor(0.1))]
