"""A spec for `*args` as one tuple

One entry for `*parts`, a tuple with a spec for each input, is what the parameters of `forward` ask for. The exported
program has no `*parts` any more but a parameter for each input, so exporting it again wants the flat spec.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.call"}
expect = {"strict": "retrace: UserError", "nonstrict": "retrace: UserError"}
near = ["dynamic_shapes/spec_of_star_args"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, *parts):
        return torch.cat(parts, 1)


class OneTuple(torch.nn.Module):
    """Name the inputs, and both forwards take the same spec."""

    def forward(self, first, second):
        return torch.cat((first, second), 1)


model = Model()
rewrites = {"named parameters": {"model": OneTuple(), "dynamic_shapes": ({0: _batch}, {0: _batch})}}
example_args = (torch.randn(4, 3), torch.randn(4, 2))
dynamic_shapes = (({0: _batch}, {0: _batch}),)
more_args = [(torch.ones(9, 3), torch.ones(9, 2))]
