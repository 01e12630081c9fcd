"""A size that is a multiple of four

`4 * dim` states divisibility, so that splitting the rows into groups of four always comes out even. The range of the
size follows from the range of `dim`.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-derived", "torch.dim-named"}
near = ["dynamic_shapes/derived_dim", "dynamic_shapes/divisibility_not_stated", "dynamic_shapes/rows_of_derived_size"]

_groups = Dim("groups", min=2, max=128)


class Model(torch.nn.Module):
    def forward(self, x):
        return x.reshape(-1, 4, x.shape[1]).amax(1)


model = Model()
example_args = (torch.randn(12, 3),)
dynamic_shapes = {"x": (4 * _groups, None)}
more_args = [(torch.ones(8, 3),), (torch.ones(512, 3),), (torch.ones(516, 3),)]
