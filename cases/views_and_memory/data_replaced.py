"""Assign to the `.data` of a tensor

The assignment gives the tensor other memory behind autograd's back. Strict mode follows it only for tensors that come
from outside; non-strict mode does not see it and finds a constant without values in its program. Give the result a name
of its own, or write in place.
"""

import torch

tags = {"torch.tensor-data", "torch.mutation", "python.graph-break"}
expect = {"strict": "export: GB0056", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#170672"]
near = ["views_and_memory/data_of_input_replaced", "views_and_memory/parameter_scaled_through_data"]


class Model(torch.nn.Module):
    def forward(self, x):
        scores = x * 2
        scores.data = scores.data.clamp(min=0)
        return scores + 1


class StraightThrough(torch.nn.Module):
    """Add the difference without its gradient: the value is clamped, and the gradient goes around the clamp."""

    def forward(self, x):
        scores = x * 2
        scores = scores + (scores.clamp(min=0) - scores).detach()
        return scores + 1


model = Model()
rewrites = {"straight through": StraightThrough()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
