"""`assert` on a dynamic size

An assertion on a size is a guard: what it says becomes the range of the symbol. It has to hold for the example, and
the exported program refuses inputs outside it, as eager mode does.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "python.assert", "torch.guard"}
near = [
    "dynamic_shapes/torch_check_on_size",
    "dynamic_shapes/branch_on_size_range",
    "dynamic_shapes/guards_combined",
    "dynamic_shapes/lower_bound_of_two",
]


class Model(torch.nn.Module):
    def forward(self, x):
        assert x.shape[0] <= 16
        return x.cumsum(0)


model = Model()
example_args = (torch.randn(5, 2),)
dynamic_shapes = {"x": (Dim.AUTO, None)}
more_args = [(torch.ones(16, 2),), (torch.ones(17, 2),)]
