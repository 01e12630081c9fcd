"""Write through the `.data` of a tensor

`.data` gives the same memory without autograd's knowledge. Write to the tensor itself under `torch.no_grad()`, or
build the changed tensor and return it.
"""

import torch

tags = {"torch.tensor-data", "torch.mutation", "python.graph-break"}
near = ["graph_breaks/data_attribute_read"]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x + 1
        y.data[0, 1] = 7
        return y


class Detached(torch.nn.Module):
    """Write to the detached tensor, which shares the memory of `y`; autograd's version count sees this write."""

    def forward(self, x):
        y = x + 1
        y.detach()[0, 1] = 7
        return y


model = Model()
rewrites = {"detach": Detached()}
example_args = (torch.randn(3, 3),)
more_args = [(torch.zeros(3, 3),)]
