"""Partition rows by a mask and join them again

Both parts have sizes of their own, and that they add up to the whole is nothing tracing could know. The addition asks
for it, and each run checks it.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.guard"}
near = ["data_dependent/subtract_selected_row", "data_dependent/add_two_selections"]


class Model(torch.nn.Module):
    def forward(self, x):
        positive = x[:, 0] > 0
        return torch.cat([x[positive], x[~positive]]) + x


model = Model()
example_args = (torch.randn(4, 2),)
more_args = [(torch.ones(4, 2),), (-torch.ones(4, 2),)]
