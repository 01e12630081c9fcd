"""Downsample an image with `antialias=True`

The operator behind it is not core ATen and has no decomposition, unlike resizing without antialiasing. Resizing is
linear and works on rows and columns apart, so for fixed sizes it is two matrix products; resizing the identity gives
the matrices.
"""

import torch
from torch.nn import functional as F

tags = {"torch.image", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/resize_to_other_image"]


class Model(torch.nn.Module):
    def forward(self, image):
        return F.interpolate(image, size=(5, 4), mode="bilinear", antialias=True)


class Products(torch.nn.Module):
    """Multiply rows and columns by matrices made in advance; both sizes are then fixed."""

    def __init__(self):
        super().__init__()
        self.register_buffer("rows", self._matrix(9, 5))
        self.register_buffer("columns", self._matrix(8, 4))

    @staticmethod
    def _matrix(size, target):
        return F.interpolate(torch.eye(size)[None, None], size=(target, size), mode="bilinear", antialias=True)[0, 0]

    def forward(self, image):
        return self.rows @ image @ self.columns.mT


model = Model()
rewrites = {"matrix products": Products()}
example_args = (torch.randn(1, 2, 9, 8),)
more_args = [(torch.ones(1, 2, 9, 8),)]
