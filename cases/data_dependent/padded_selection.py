"""Pad a selection to a fixed number of rows

The size that depends on the data leaves the graph again: padding by what is missing gives a known size, which tracing
computes from the symbol.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.static-shape"}
near = ["data_dependent/pad_sequence_with_selection"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        chosen = x[keep]
        padded = torch.nn.functional.pad(chosen, (0, 0, 0, 5 - chosen.shape[0]))
        return padded.view(5, 2, 2) + x.view(5, 2, 2)


model = Model()
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
