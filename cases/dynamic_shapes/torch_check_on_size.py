"""`torch._check` on a dynamic size

Like an assertion, and it stays when Python runs with `-O`. The lower bound becomes part of the symbol's range.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.check", "torch.guard"}
near = ["dynamic_shapes/assert_on_size", "dynamic_shapes/guards_combined", "data_dependent/check_with_message"]


class Model(torch.nn.Module):
    def forward(self, x):
        torch._check(x.shape[0] >= 4)
        return x[:4] * x.shape[0]


model = Model()
example_args = (torch.randn(6, 2),)
dynamic_shapes = {"x": (Dim.AUTO, None)}
more_args = [(torch.ones(4, 2),), (torch.ones(50, 2),), (torch.ones(3, 2),)]
