"""A spec that leaves out an input

As a dict, the spec names all parameters of `forward` that got an input, also those whose sizes are fixed: they get
`None`. That keeps a slip in a name from passing for a static input.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/spec_wrong_name"]
issues = ["pytorch/pytorch#148564"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, x, weight):
        return x @ weight


model = Model()
example_args = (torch.randn(4, 3), torch.randn(3, 2))
dynamic_shapes = {"x": {0: _batch}}
rewrites = {"None for the others": {"dynamic_shapes": {"x": {0: _batch}, "weight": None}}}
more_args = [(torch.ones(9, 3), torch.ones(3, 2))]
