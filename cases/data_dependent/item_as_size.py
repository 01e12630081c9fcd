"""Use `.item()` as a size

`.item()` gives a symbol while tracing, and making a tensor of that size works for any value. What eager mode refuses,
a negative size, the exported program refuses as well.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}
near = ["data_dependent/float_of_tensor", "data_dependent/item_as_slice_bound", "operators/arange_by_tensor_step"]


class Model(torch.nn.Module):
    def forward(self, count):
        return torch.ones(count.item(), 3).cumsum(0)


model = Model()
example_args = (torch.tensor(4),)
more_args = [(torch.tensor(2),), (torch.tensor(0),), (torch.tensor(-1),)]
