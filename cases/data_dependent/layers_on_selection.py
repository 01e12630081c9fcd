"""Layers applied to selected rows

Linear layers, normalization over features, activations and softmax treat rows one by one and ask nothing about their
number. So they take a size that depends on the data.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.module"}
near = [
    "data_dependent/attention_over_selection",
    "data_dependent/branch_on_contiguity",
    "data_dependent/distances_of_selection",
    "data_dependent/nonzero_rows",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(4, 8), torch.nn.LayerNorm(8), torch.nn.GELU(), torch.nn.Linear(8, 2), torch.nn.Softmax(-1)
        )

    def forward(self, x, keep):
        return self.layers(x[keep])


model = Model()
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
