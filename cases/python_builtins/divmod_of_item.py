"""`divmod` of a number from a tensor

The symbol that stands for the number knows `//` and `%`, and has no `divmod`: both modes end with the TypeError that
Python raises for that.
"""

import torch

tags = {"python.builtin", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: GB0088", "nonstrict": "export: TypeError"}
near = ["python_builtins/divmod_of_size"]


class Model(torch.nn.Module):
    def forward(self, grid, cell):
        row, column = divmod(cell.item(), grid.shape[1])
        return grid.sum() * row + column


class TwoOperators(torch.nn.Module):
    """Write the two operators out."""

    def forward(self, grid, cell):
        cell = cell.item()
        return grid.sum() * (cell // grid.shape[1]) + cell % grid.shape[1]


model = Model()
rewrites = {"// and %": TwoOperators()}
example_args = (torch.randn(3, 4), torch.tensor(6))
more_args = [(torch.ones(3, 4), torch.tensor(0)), (torch.ones(3, 4), torch.tensor(11))]
