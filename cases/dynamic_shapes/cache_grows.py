"""Append to a cache of dynamic length

Attention over what was seen so far. The length that comes in is a symbol, and the one that goes out is that symbol plus
one; nothing has to be said about it. An empty cache is a size like any other here.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["dynamic_shapes/empty_batch"]


class Model(torch.nn.Module):
    def forward(self, query, keys, key):
        keys = torch.cat([keys, key], dim=1)
        return (query @ keys.transpose(1, 2)).softmax(-1) @ keys, keys


model = Model()
example_args = (torch.randn(2, 1, 4), torch.randn(2, 5, 4), torch.randn(2, 1, 4))
dynamic_shapes = {"query": None, "keys": {1: Dim("past")}, "key": None}
more_args = [
    (torch.ones(2, 1, 4), torch.ones(2, 9, 4), torch.ones(2, 1, 4)),
    (torch.ones(2, 1, 4), torch.ones(2, 0, 4), torch.ones(2, 1, 4)),
]
