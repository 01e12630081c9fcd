"""Sum the columns with `numpy.add.reduce`

Strict mode follows functions of NumPy that have a counterpart in PyTorch, and not the methods of these functions.
Non-strict mode has no array of a traced tensor. Call the sum by its own name, on the tensor.
"""

import numpy
import torch

tags = {"python.numpy", "python.graph-break"}
expect = {"strict": "export: GB0290", "nonstrict": "export: RuntimeError"}
near = ["modules/numpy_interpolation"]
requires = {"numpy"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.from_numpy(numpy.add.reduce(x.numpy()))


class Sum(torch.nn.Module):
    """Say `sum(0)`, which also has a gradient."""

    def forward(self, x):
        return x.sum(0)


model = Model()
rewrites = {"sum": Sum()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
