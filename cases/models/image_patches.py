"""Embed patches of an image and resize the learned positions

The positions were learned for a grid of four by four and are resized to the grid of the image. The grid is the size
divided by the patch, and derived dimensions say that nothing is left over.
"""

import torch
from torch.nn import functional as F

tags = {"torch.image", "torch.dim-derived", "torch.dynamic-shape", "torch.parameter"}
near = ["models/window_attention"]

PATCH = 2
_height, _width = torch.export.Dim("rows", min=2), torch.export.Dim("columns", min=2)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = torch.nn.Conv2d(1, 4, PATCH, stride=PATCH)
        self.positions = torch.nn.Parameter(torch.randn(1, 4, 4, 4))

    def forward(self, image):
        x = self.patches(image)
        positions = F.interpolate(self.positions, size=x.shape[-2:], mode="bilinear")
        return (x + positions).flatten(2).transpose(1, 2)


model = Model()
example_args = (torch.randn(2, 1, 6, 10),)
dynamic_shapes = {"image": {2: PATCH * _height, 3: PATCH * _width}}
more_args = [(torch.randn(2, 1, 8, 8),), (torch.randn(2, 1, 4, 12),)]
