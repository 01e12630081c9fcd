"""Flatten to `numpy.prod` of the shape

`int(numpy.prod(x.shape))` is a number in NumPy's hands, so both modes compute it for the example and guard on it. With
`Dim.AUTO` the export succeeds and other sizes are refused. `math.prod`, `numel()` and -1 keep the size symbolic.
"""

import math

import numpy
import torch

tags = {"python.numpy", "torch.dynamic-shape", "torch.dim-auto", "torch.guard"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
requires = {"numpy", "torch>=2.6"}
near = ["modules/numpy_scalar_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.reshape(x.shape[0], int(numpy.prod(x.shape[1:])))


class Math(torch.nn.Module):
    """Multiply by `math.prod`."""

    def forward(self, x):
        return x.reshape(x.shape[0], math.prod(x.shape[1:]))


model = Model()
rewrites = {"math.prod": Math()}
example_args = (torch.randn(4, 3, 2),)
dynamic_shapes = {"x": {1: torch.export.Dim.AUTO}}
more_args = [(torch.ones(4, 5, 2),)]
