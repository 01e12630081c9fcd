"""A dynamic dimension whose example has size 1

Sizes 0 and 1 behave unlike all others: a 1 broadcasts, a 0 makes a tensor empty. `Dim.AUTO` therefore keeps them as
constants, without a word, and the program refuses any other batch size. Export with an example of size 2 or more;
size 1 is then covered too.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.zero-one-specialization"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
near = ["dynamic_shapes/static_marker", "dynamic_shapes/example_size_one_named"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(5, 2)

    def forward(self, x):
        return self.project(x)


model = Model()
rewrites = {"example of size 2": {"example_args": (torch.randn(2, 5),)}}
example_args = (torch.randn(1, 5),)
dynamic_shapes = {"x": (Dim.AUTO, Dim.STATIC)}
more_args = [(torch.ones(1, 5),), (torch.ones(4, 5),)]
