"""Resize an image to the size of another one

`interpolate` takes sizes of another input, dynamic ones included. The factors are computed in the graph from both
sizes.
"""

import torch
from torch.nn import functional as F

tags = {"torch.image", "torch.dynamic-shape", "torch.dim-dynamic"}
requires = {"torch>=2.6"}
near = ["operators/resize_with_antialias"]


class Model(torch.nn.Module):
    def forward(self, coarse, fine):
        return F.interpolate(coarse, size=fine.shape[-2:], mode="bilinear") + fine


_image = {2: torch.export.Dim.DYNAMIC, 3: torch.export.Dim.DYNAMIC}
model = Model()
example_args = (torch.randn(1, 2, 4, 4), torch.randn(1, 2, 7, 9))
dynamic_shapes = {"coarse": _image, "fine": _image}
more_args = [(torch.randn(1, 2, 2, 3), torch.randn(1, 2, 5, 2))]
