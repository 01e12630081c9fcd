"""Named dimensions with bounds

A named `Dim` states what is expected: which sizes vary, between which bounds, and which are equal. Tracing has to
agree, or the export is refused. The program checks the bounds.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.range-constraint"}
near = ["dynamic_shapes/derived_dim", "dynamic_shapes/constraint_violation", "dynamic_shapes/example_outside_bounds"]

_rows = Dim("rows", min=4, max=256)
_columns = Dim("columns", max=512)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x.sum() + y.t() @ x


model = Model()
example_args = (torch.randn(6, 3), torch.randn(6, 5))
dynamic_shapes = {"x": (_rows, None), "y": (_rows, _columns)}
more_args = [
    (torch.ones(4, 3), torch.ones(4, 512)),
    (torch.ones(3, 3), torch.ones(3, 5)),
    (torch.ones(6, 3), torch.ones(6, 600)),
]
