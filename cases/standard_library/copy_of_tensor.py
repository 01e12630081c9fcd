"""Copy a tensor with `copy.copy`

A shallow copy makes a second Python object for the same memory, by the way tensors are pickled. Strict mode has no
operator for that; in non-strict mode the copy of the stand-in runs into an assertion inside torch. `.detach()` or
`.view_as()` make another object on the same memory by an operator.
"""

import copy

import torch

tags = {"python.copy", "torch.alias", "python.graph-break"}
expect = {"strict": "export: GB0208", "nonstrict": "export: AssertionError"}
issues = ["pytorch/pytorch#184963"]
near = ["standard_library/deepcopy_of_tensor", "standard_library/copy_of_list"]


class Model(torch.nn.Module):
    def forward(self, x):
        kept = copy.copy(x)
        x = x.relu()
        return x - kept


class WithViewAs(torch.nn.Module):
    """Make a view of the same shape; mostly another name, `kept = x`, is all that is needed."""

    def forward(self, x):
        kept = x.view_as(x)
        x = x.relu()
        return x - kept


model = Model()
rewrites = {"view_as": WithViewAs()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
