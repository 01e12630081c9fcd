"""`None` in a spec: static dimensions, static inputs and plain values

`None` for a dimension or a whole tensor keeps the example's sizes. An input that is no tensor has to have `None`.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-auto", "torch.static-shape", "python.constant-input"}
near = ["dynamic_shapes/integer_size_in_spec", "basics/plain_python_inputs"]


class Model(torch.nn.Module):
    def forward(self, x, kernel, times, negate):
        y = x @ kernel * times
        return -y if negate else y


model = Model()
example_args = (torch.randn(4, 3), torch.randn(3, 3), 2, True)
dynamic_shapes = {"x": (Dim.AUTO, None), "kernel": None, "times": None, "negate": None}
more_args = [(torch.ones(9, 3), torch.ones(3, 3), 2, True), (torch.ones(9, 3), torch.ones(3, 3), 5, True)]
