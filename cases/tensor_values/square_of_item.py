"""Compute with a number from `.item()`

Sums, products, quotients, remainders and powers of the number are arithmetic on a symbol, recorded in the graph. An
integer division by zero raises when the program runs, as in Python.
"""

import torch

tags = {"torch.item", "torch.dynamic-value"}
near = ["tensor_values/power_of_two_by_item", "tensor_values/absolute_value_of_item"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        number = count.item()
        return x * (number**2 + 7 // number) - number % 3


model = Model()
example_args = (torch.randn(3), torch.tensor(5))
more_args = [(torch.ones(3), torch.tensor(-2)), (torch.ones(3), torch.tensor(0))]
