"""Apply a function of `math` to a tensor

`math.sqrt` wants a Python float, and both modes have to ask for the value of the tensor. `torch.sqrt`, or the method of
that name, computes in the graph.
"""

import math

import torch

tags = {"python.call", "torch.dynamic-value", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["standard_library/math_on_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        length = math.sqrt(x.square().sum())
        return x / length


class WithTorch(torch.nn.Module):
    """Use the torch function of the same name."""

    def forward(self, x):
        return x / x.square().sum().sqrt()


model = Model()
rewrites = {"torch function": WithTorch()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
