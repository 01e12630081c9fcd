"""Use `.item()` as a size

x
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}


class Model(torch.nn.Module):
    def forward(self, count):
        return torch.ones(count.item(), 3).cumsum(0)


model = Model()
example_args = (torch.tensor(4),)
more_args = [(torch.tensor(2),), (torch.tensor(0),)]
