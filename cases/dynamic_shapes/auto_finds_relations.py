"""`Dim.AUTO` in every dimension

Tracing gives each dimension a symbol and gathers what the operators ask of it: broadcasting makes two sizes equal,
the weight pins one to 7, and adding the flattened product makes one size the product of two others. The exported
program takes all sizes with these relations.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto"}
near = [
    "dynamic_shapes/static_by_default",
    "dynamic_shapes/dynamic_marker_on_pinned_size",
    "dynamic_shapes/guards_combined",
    "dynamic_shapes/equal_by_accident",
    "dynamic_shapes/marked_example",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(7, 2)

    def forward(self, w, x, y, z):
        return self.project(w), (x + y).flatten() + z


model = Model()
example_args = (torch.randn(5, 7), torch.randn(3), torch.randn(4, 3), torch.randn(12))
dynamic_shapes = {
    "w": (Dim.AUTO, Dim.AUTO),
    "x": (Dim.AUTO,),
    "y": (Dim.AUTO, Dim.AUTO),
    "z": (Dim.AUTO,),
}
more_args = [
    (torch.ones(9, 7), torch.ones(3), torch.ones(6, 3), torch.ones(18)),
    (torch.ones(2, 7), torch.ones(5), torch.ones(2, 5), torch.ones(10)),
    (torch.ones(9, 7), torch.ones(3), torch.ones(6, 3), torch.ones(17)),
]
