"""Unpack a shape with dynamic sizes

A shape has a fixed number of entries even when the entries are symbols, so unpacking it, with or without a star, fixes
nothing.
"""

import torch

tags = {"python.unpacking", "torch.dynamic-shape", "torch.dim-named"}
near = ["python_statements/unpack_first_and_rest"]


class Model(torch.nn.Module):
    def forward(self, x):
        batch, *others = x.shape
        height, width = others
        if (cells := height * width) > 4:
            return x.reshape(batch, cells)
        return x.reshape(-1)


model = Model()
example_args = (torch.randn(5, 2, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(1, 2, 3),), (torch.randn(8, 2, 3),)]
