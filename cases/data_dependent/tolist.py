"""Turn a tensor into a list of ints with `.tolist()`

x
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}


class Model(torch.nn.Module):
    def forward(self, x, sizes):
        return [part.sum() for part in x.split(sizes.tolist())]


model = Model()
example_args = (torch.randn(6), torch.tensor([2, 4]))
more_args = [(torch.ones(6), torch.tensor([3, 3]))]
