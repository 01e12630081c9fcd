"""Attention in shifted windows over an image of any size

Windows are cut by `unflatten`, which needs height and width to be multiples of the window. Derived dimensions say so;
with plain ones export is refused and suggests them. `roll` and its way back work on dynamic sizes.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.image", "torch.dim-derived", "torch.dynamic-shape"}
near = ["models/image_patches"]

WINDOW = 2
_height, _width = torch.export.Dim("rows", min=2), torch.export.Dim("columns", min=2)


class Model(torch.nn.Module):
    def forward(self, x):
        x = torch.roll(x, (-1, -1), dims=(1, 2))
        windows = x.unflatten(2, (-1, WINDOW)).unflatten(1, (-1, WINDOW)).transpose(2, 3)
        tokens = windows.flatten(3, 4)
        seen = F.scaled_dot_product_attention(tokens, tokens, tokens)
        back = seen.unflatten(3, (WINDOW, WINDOW)).transpose(2, 3).flatten(3, 4).flatten(1, 2)
        return torch.roll(back, (1, 1), dims=(1, 2))


model = Model()
example_args = (torch.randn(1, 6, 8, 4),)
dynamic_shapes = {"x": {1: WINDOW * _height, 2: WINDOW * _width}}
more_args = [(torch.randn(1, 4, 10, 4),), (torch.randn(1, 5, 8, 4),)]
