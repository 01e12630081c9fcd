"""`math.sqrt` of a number from a tensor

A function of `math` wants a Python float. Strict mode knows `math.sqrt` and keeps a symbol; in non-strict mode the
function asks for the value. The tensor has the same function as a method.
"""

import math

import torch

tags = {"torch.dynamic-value", "torch.item", "python.builtin"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/int_of_tensor", "dynamic_shapes/square_root_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / math.sqrt(x.square().sum().item() + 1)


class TensorSqrt(torch.nn.Module):
    """Stay in tensors; the root is taken in their precision instead of double."""

    def forward(self, x):
        return x / (x.square().sum() + 1).sqrt()


model = Model()
rewrites = {"tensor method": TensorSqrt()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),), (torch.full((3,), 10.0),)]
