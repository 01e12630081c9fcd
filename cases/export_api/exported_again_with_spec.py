"""Export an exported module again, with dynamic shapes

A program that was exported with static sizes has them as constants and checks them. A spec cannot make them dynamic
afterwards; it belongs to the first export.
"""

import torch
from torch.export import Dim

tags = {"torch.retrace", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["export_api/saved_and_loaded", "export_api/unflattened_module", "dynamic_shapes/static_by_default"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x).relu()


_net = Net()
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("batch", min=2)}}
model = torch.export.export(_net, example_args).module()
rewrites = {"spec the first time": torch.export.export(_net, example_args, dynamic_shapes=dynamic_shapes).module()}
more_args = [(torch.ones(4, 3),)]
