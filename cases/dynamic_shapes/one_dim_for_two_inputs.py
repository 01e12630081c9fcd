"""Share a `Dim` between inputs

A `Dim` is one number, wherever it stands in the spec. The program below asks for no relation between its inputs, but
the spec does, and the exported program refuses inputs that differ in it.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.guard"}
near = ["dynamic_shapes/equal_by_accident", "dynamic_shapes/same_name_other_bounds"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x.sum() + y.sum()


model = Model()
example_args = (torch.randn(6, 3), torch.randn(6))
dynamic_shapes = {"x": {0: _batch}, "y": {0: _batch}}
more_args = [(torch.ones(3, 3), torch.ones(3)), (torch.ones(3, 3), torch.ones(4))]
