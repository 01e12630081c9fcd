"""`squeeze()` of a tensor with a dynamic dimension

Which dimensions have size 1 is asked while tracing, and a dynamic one never has. At size 1 the operator in the program
drops it all the same, and what follows means another dimension: the result is silently wrong. `squeeze(1)` names the
dimension that is meant; where the model is not yours, keep a batch of one out by a lower bound, which is checked from 3
on.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.zero-one-specialization"}
expect = {
    "strict": "generalize: ValuesDiffer, shapes: Unsound",
    "nonstrict": "generalize: ValuesDiffer, shapes: Unsound",
}
near = [
    "data_dependent/squeeze_selection",
    "dynamic_shapes/lower_bound_of_two",
    "dynamic_shapes/return_early_when_empty",
]


class Model(torch.nn.Module):
    def forward(self, x):
        y = x.squeeze()
        return y / y.shape[0]


model = Model()
rewrites = {"three or more": {"dynamic_shapes": {"x": {0: Dim("rows", min=3, max=64)}}}}
example_args = (torch.randn(4, 1, 3),)
dynamic_shapes = {"x": {0: Dim("rows", max=64)}}
more_args = [(torch.ones(8, 1, 3),), (torch.ones(1, 1, 3),)]
