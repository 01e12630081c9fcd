"""A spec for `*args`

The spec follows the parameters of `forward`, and `*parts` is one of them. A flat tuple with an entry for each input has
too many entries.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.call"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = [
    "dynamic_shapes/spec_of_star_args_nested",
    "dynamic_shapes/spec_wrong_nesting",
    "dynamic_shapes/spec_of_star_kwargs",
]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, *parts):
        return torch.cat(parts, 1)


class Named(torch.nn.Module):
    """Name the inputs; there have to be as many each time, as in any exported program."""

    def forward(self, first, second):
        return torch.cat((first, second), 1)


model = Model()
rewrites = {"named parameters": Named()}
example_args = (torch.randn(4, 3), torch.randn(4, 2))
dynamic_shapes = ({0: _batch}, {0: _batch})
more_args = [(torch.ones(9, 3), torch.ones(9, 2))]
