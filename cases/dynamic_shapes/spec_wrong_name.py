"""A spec with another name than the parameter

As a dict, the spec is keyed by the names of the parameters of `forward`. A tuple goes by position instead and needs no
names, which helps with models that somebody else named.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/spec_missing_input"]
_batch = Dim("batch", min=2)


class Model(torch.nn.Module):
    def forward(self, hidden_states):
        return hidden_states.relu()


model = Model()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"input": {0: _batch}}
rewrites = {"by position": {"dynamic_shapes": ({0: _batch},)}}
more_args = [(torch.ones(9, 3),)]
