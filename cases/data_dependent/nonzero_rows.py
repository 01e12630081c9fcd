"""A result whose size depends on the data

How many rows a mask selects is known only at run time. The exported program has a symbol for that size, and what
follows has to work for any value of it.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
near = [
    "data_dependent/branch_on_selected_count",
    "custom_ops/size_depends_on_data",
    "data_dependent/layers_on_selection",
]


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x[:, 0] > 0]
        return chosen * 2, chosen.sum(0)


model = Model()
example_args = (torch.tensor([[1.0, 2.0], [-1.0, 3.0], [4.0, 5.0]]),)
more_args = [(torch.ones(3, 2),), (-torch.ones(3, 2),)]
