"""A spec for `**kwargs`

The spec follows the parameters of `forward`, where `**extras` is one, and the call has a keyword of another name.
Neither form is accepted: the keyword at the top is unknown, and a dict below `extras` runs into an assertion of the
check.
"""

import torch
from torch.export import Dim

# lint: allow more-args because the inputs that vary are keywords
tags = {"torch.dynamic-shape", "torch.dim-named", "python.call", "python.keyword-argument"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/spec_of_star_args"]
issues = ["pytorch/pytorch#150371"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, x, **extras):
        return x + extras["bias"]


class Named(torch.nn.Module):
    """Name the keyword in the signature; a caller can give no others then."""

    def forward(self, x, *, bias):
        return x + bias


model = Model()
example_args = (torch.randn(4, 3),)
example_kwargs = {"bias": torch.randn(4, 3)}
dynamic_shapes = {"x": {0: _batch}, "bias": {0: _batch}}
rewrites = {"named keyword": Named()}
