"""A spec that counts dimensions from the end

`{-1: dim}` makes the last dimension dynamic in non-strict mode. Strict mode knows no negative dimensions, ignores the
entry without a word and exports with static sizes.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
expect = {"strict": "generalize: InputRefused"}
near = ["dynamic_shapes/spec_of_missing_dimension"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.relu()


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {-1: Dim("length", min=2)}}
rewrites = {"counted from the start": {"dynamic_shapes": {"x": {1: Dim("length", min=2)}}}}
more_args = [(torch.ones(4, 9),)]
