"""Choose a number from a Python list by a tensor

`RATES[level]` needs the position as a Python int while tracing, with `.item()` or without. Make the list a tensor: then
choosing is an operator of the graph.
"""

import torch

tags = {"python.data-structure", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}

RATES = [0.1, 0.5, 0.9]


class Model(torch.nn.Module):
    def forward(self, x, level):
        return x * RATES[level.item()]


class TensorTable(torch.nn.Module):
    """Look it up in a tensor; a level below zero counts from the end there as well."""

    def __init__(self):
        super().__init__()
        self.register_buffer("rates", torch.tensor(RATES), persistent=False)

    def forward(self, x, level):
        return x * self.rates[level.unsqueeze(0)]


model = Model()
rewrites = {"table as a buffer": TensorTable()}
example_args = (torch.randn(3), torch.tensor(1))
more_args = [(torch.ones(3), torch.tensor(0)), (torch.ones(3), torch.tensor(-1))]
