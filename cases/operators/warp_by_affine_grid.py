"""Warp an image of dynamic size by an affine map

`affine_grid` builds its grid from a list of plain ints and fixes the size while tracing, so a spec that promises a
dynamic image is refused. `linspace` does the same with its number of steps. `grid_sample` and `arange` take dynamic
sizes: build the grid from these.
"""

import torch
from torch.nn import functional as F

tags = {"torch.image", "torch.dynamic-shape", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
requires = {"torch>=2.6"}


class Model(torch.nn.Module):
    def forward(self, image, affine):
        grid = F.affine_grid(affine, image.shape, align_corners=True)
        return F.grid_sample(image, grid, align_corners=True)


class OwnGrid(torch.nn.Module):
    """Build the grid by hand; with `align_corners=False` its ends lie half a pixel further in."""

    def forward(self, image, affine):
        height, width = image.shape[-2:]
        y = (2 * torch.arange(height) / (height - 1) - 1)[:, None].expand(height, width)
        x = (2 * torch.arange(width) / (width - 1) - 1).expand(height, width)
        points = torch.stack((x, y, torch.ones_like(x)), -1)
        grid = points.flatten(0, 1) @ affine.mT
        return F.grid_sample(image, grid.unflatten(1, (height, width)), align_corners=True)


model = Model()
rewrites = {"own grid": OwnGrid()}
example_args = (torch.randn(2, 1, 4, 6), torch.randn(2, 2, 3))
dynamic_shapes = {"image": {2: torch.export.Dim.DYNAMIC, 3: torch.export.Dim.DYNAMIC}, "affine": None}
more_args = [(torch.randn(2, 1, 7, 5), torch.randn(2, 2, 3))]
