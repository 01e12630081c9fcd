"""`max` of a number from `.item()` and a constant

Which of the two is larger is unknown, and need not be known: `max` and `torch.sym_max` keep an expression, whose lower
bound tracing knows.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item", "python.builtin"}
near = ["dynamic_shapes/max_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, count):
        n = count.item()
        rows = torch.arange(max(n, 2))
        return rows[:2] + rows[-1], torch.zeros(torch.sym_max(n, 3))[2]


model = Model()
example_args = (torch.tensor(4),)
more_args = [(torch.tensor(0),), (torch.tensor(-3),), (torch.tensor(9),)]
