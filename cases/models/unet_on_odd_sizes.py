"""A U-Net that pads its upsampled features

Pooling rounds down, so for odd sizes the upsampled features are smaller than those of the shortcut, and the usual
remedy pads by the difference. The difference stays an expression of the size, and odd and even sizes go through one
graph.
"""

import torch
from torch.nn import functional as F

tags = {"torch.image", "torch.dynamic-shape", "torch.dim-dynamic"}
expect = {"strict": "shapes: OverRestrictive", "nonstrict": "shapes: OverRestrictive"}
no_rewrite = (
    "Sizes of which a half or a quarter is one are refused: tracing takes every size on the way for two or more."
)
requires = {"torch>=2.6"}
near = ["models/residual_block"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.down = torch.nn.Conv2d(1, 4, 3, padding=1)
        self.middle = torch.nn.Conv2d(4, 4, 3, padding=1)
        self.up = torch.nn.ConvTranspose2d(4, 4, 2, stride=2)
        self.out = torch.nn.Conv2d(8, 1, 1)

    def forward(self, image):
        fine = self.down(image).relu()
        coarse = self.up(self.middle(F.max_pool2d(fine, 2)).relu())
        rows, columns = fine.shape[2] - coarse.shape[2], fine.shape[3] - coarse.shape[3]
        coarse = F.pad(coarse, (0, columns, 0, rows))
        return self.out(torch.cat((fine, coarse), 1))


model = Model()
example_args = (torch.randn(1, 1, 9, 11),)
dynamic_shapes = {"image": {2: torch.export.Dim.DYNAMIC, 3: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(1, 1, 7, 13),), (torch.randn(1, 1, 8, 12),)]
