"""`Dim.DYNAMIC` on one of two equal sizes and `Dim.STATIC` on the other

Adding the two inputs makes both sizes one. The static one is a number, so the dynamic one is pinned to it, and the
export is refused. Mark sizes that the program makes equal in the same way.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-dynamic", "torch.dim-static", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}
near = ["dynamic_shapes/dynamic_marker_on_pinned_size", "dynamic_shapes/static_marker"]


class Model(torch.nn.Module):
    def forward(self, x, y):
        return (x + y).flatten()


model = Model()
example_args = (torch.randn(3), torch.randn(4, 3))
dynamic_shapes = {"x": (Dim.STATIC,), "y": (Dim.AUTO, Dim.DYNAMIC)}
rewrites = {
    "both dynamic": {"dynamic_shapes": {"x": (Dim.DYNAMIC,), "y": (Dim.AUTO, Dim.DYNAMIC)}},
    "both static": {"dynamic_shapes": {"x": (Dim.STATIC,), "y": (Dim.AUTO, Dim.STATIC)}},
}
more_args = [(torch.ones(3), torch.ones(6, 3))]
