"""An integer in a spec

An integer pins the dimension like `None` does and says which size is meant, which is checked against the example.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.static-shape"}
near = ["dynamic_shapes/integer_size_mismatch", "dynamic_shapes/none_for_plain_inputs"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.softmax(-1)


model = Model()
example_args = (torch.randn(5, 3),)
dynamic_shapes = {"x": (Dim.AUTO, 3)}
more_args = [(torch.ones(2, 3),), (torch.ones(5, 4),)]
