"""Decompose chosen operators with PyTorch's own decompositions

`get_decompositions` looks up what PyTorch has for the named operators and gives a table of them.
"""

import torch
from torch._decomp import get_decompositions

tags = {"torch.decomposition"}
near = ["decompositions/custom_table", "decompositions/default_table"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        return torch.addcmul(x, x, y).t()


model = Model()
example_args = (torch.randn(2, 3), torch.randn(2, 3))
decomp_table = get_decompositions([torch.ops.aten.t.default, torch.ops.aten.addcmul.default])
more_args = [(torch.zeros(2, 3), torch.ones(2, 3))]
