"""`torch.tensor` of sizes

The sizes as data, for an operator that wants a tensor. Both modes keep the symbols. What strict mode writes for
`torch.tensor` cannot be traced a second time, though.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.graph-break"}
expect = {"strict": "retrace: GB0208"}
near = ["dynamic_shapes/tensors_made_by_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.tensor([x.shape[0], x.shape[1]])


class Full(torch.nn.Module):
    """Fill a tensor with each size."""

    def forward(self, x):
        return torch.cat([torch.full((1,), x.shape[0]), torch.full((1,), x.shape[1])])


model = Model()
rewrites = {"torch.full": Full()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("rows", max=8)}}
more_args = [(torch.ones(8, 3),), (torch.ones(1, 3),)]
