"""Make a tensor with `requires_grad=True` in `forward`

A new leaf of autograd in every call is nothing that a graph can hold, and strict mode refuses the argument. Non-strict
mode leaves it out. A weight that is to be trained is a parameter, and one that is not needs no flag.
"""

import torch

tags = {"torch.autograd", "torch.parameter", "python.graph-break"}
expect = {"strict": "export: GB0225"}
near = ["views_and_memory/gradient_asked_by_attribute"]


class Model(torch.nn.Module):
    def forward(self, x):
        weight = torch.ones(3, requires_grad=True)
        return x * weight


class WithoutFlag(torch.nn.Module):
    """Make it without the flag; the tensor was out of an optimizer's reach before, too."""

    def forward(self, x):
        return x * torch.ones(3)


model = Model()
rewrites = {"without the flag": WithoutFlag()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
