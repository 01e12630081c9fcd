"""A named dimension whose example has size 1

A named dimension promises that the size varies, and an example of size 1 (or 0) is kept as a constant, so the export
is refused and the message suggests to fix the dimension at 1. An example of another size is the better answer; size 1
is then covered too.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.zero-one-specialization", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["dynamic_shapes/example_size_one"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.softmax(1)


model = Model()
rewrites = {"example of size 2": {"example_args": (torch.randn(2, 5),)}}
example_args = (torch.randn(1, 5),)
dynamic_shapes = {"x": {0: Dim("batch")}}
more_args = [(torch.ones(4, 5),), (torch.ones(1, 5),)]
