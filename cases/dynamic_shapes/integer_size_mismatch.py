"""An integer in a spec that is not the example's size

The spec says 4 and the example has 3 columns, so the export is refused before anything is traced.
"""

import torch
from torch.export import Dim

# lint: allow near-duplicate because the number in the spec is the point: here it is not the example's size
tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.static-shape"}
expect = {"strict": "export: UserError", "nonstrict": "export: ConstraintViolationError"}
near = ["dynamic_shapes/integer_size_in_spec"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.softmax(-1)


model = Model()
example_args = (torch.randn(5, 3),)
dynamic_shapes = {"x": (Dim.AUTO, 4)}
rewrites = {"the example's size": {"dynamic_shapes": {"x": (Dim.AUTO, 3)}}}
more_args = [(torch.ones(2, 3),)]
