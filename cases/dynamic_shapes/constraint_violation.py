"""A spec that promises more than the program allows

The product makes the first sizes equal and the constant pins the second one, but the spec calls the first two
unrelated and the second dynamic. The export is refused, and the message ends with the fixes to make in the spec.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/named_dims_with_bounds", "dynamic_shapes/refine_suggested_fixes"]

_dx, _dy, _features = Dim("dx"), Dim("dy"), Dim("features")


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x * y - torch.ones(3)


model = Model()
example_args = (torch.randn(5, 3), torch.randn(5, 3))
dynamic_shapes = {"x": (_dx, _features), "y": (_dy, _features)}
rewrites = {"suggested fixes": {"dynamic_shapes": {"x": (_dx, None), "y": (_dx, None)}}}
more_args = [(torch.ones(8, 3), torch.ones(8, 3))]
