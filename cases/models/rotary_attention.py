"""Rotary position embeddings over a dynamic length

Angles come from `arange` of the length, so nothing has to be precomputed, and sines and cosines are applied to two
halves of the features. All of it is core ATen.
"""

import torch

tags = {"torch.attention", "torch.dynamic-shape", "torch.dim-named"}
near = ["models/rotary_table_that_grows", "operators/complex_rotation"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("frequency", 1 / 100 ** (torch.arange(2) / 2), persistent=False)

    def forward(self, x):
        angle = torch.arange(x.shape[1])[:, None] * self.frequency
        cos, sin = angle.cos(), angle.sin()
        first, second = x.chunk(2, dim=-1)
        return torch.cat((first * cos - second * sin, second * cos + first * sin), -1)


model = Model()
example_args = (torch.randn(2, 5, 4),)
dynamic_shapes = {"x": {1: torch.export.Dim("length")}}
more_args = [(torch.randn(2, 9, 4),), (torch.randn(2, 1, 4),)]
