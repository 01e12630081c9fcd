"""`Dim.DYNAMIC` on a size that the program pins

The weight of the linear layer fixes the last dimension. `Dim.DYNAMIC` promises that it may vary, so the export is
refused; `Dim.AUTO` would quietly settle for a fixed size.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-dynamic", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}
near = ["dynamic_shapes/auto_finds_relations", "dynamic_shapes/dynamic_marker_against_static"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(7, 2)

    def forward(self, x):
        return self.project(x)


model = Model()
example_args = (torch.randn(5, 7),)
dynamic_shapes = {"x": (Dim.AUTO, Dim.DYNAMIC)}
rewrites = {
    "Dim.AUTO": {"dynamic_shapes": {"x": (Dim.AUTO, Dim.AUTO)}},
    "Dim.STATIC": {"dynamic_shapes": {"x": (Dim.DYNAMIC, Dim.STATIC)}},
}
more_args = [(torch.ones(9, 7),)]
