"""Make a mask from lengths, as wide as the longest

The width is the largest length, a number from a tensor and a size of the mask. Both modes carry it. To have a fixed
width, compare with `arange` of a fixed number instead.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "torch.unbacked-size"}


class Model(torch.nn.Module):
    def forward(self, lengths):
        return torch.arange(lengths.amax().item()) < lengths.unsqueeze(1)


model = Model()
example_args = (torch.tensor([3, 1, 2]),)
more_args = [(torch.tensor([5, 0, 2]),), (torch.tensor([1, 1, 1]),), (torch.tensor([0, 0, 0]),)]
