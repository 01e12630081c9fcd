"""`math.sqrt` of a size

Functions of `math` ask for a Python float. Strict mode reads `math.sqrt` as `torch.sym_sqrt`; in non-strict mode the
call converts the symbol, which pins the size. `** 0.5` is arithmetic on the symbol.
"""

import math

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.builtin", "torch.constraint-violation"}
expect = {"nonstrict": "export: UserError"}
near = ["data_dependent/math_of_item", "dynamic_shapes/ceil_of_size", "dynamic_shapes/fraction_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / math.sqrt(x.shape[0])


class Power(torch.nn.Module):
    """Take the power; `torch.sym_sqrt` says the same and wants a number in eager mode."""

    def forward(self, x):
        return x / x.shape[0] ** 0.5


model = Model()
rewrites = {"power": Power()}
example_args = (torch.randn(6, 3),)
dynamic_shapes = {"x": {0: Dim("rows")}}
more_args = [(torch.ones(9, 3),), (torch.ones(1, 3),)]
