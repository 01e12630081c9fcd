"""Check values with `torch._assert`

`torch._assert` wants a Python bool, so a tensor is asked for its value and both modes refuse. `torch._assert_async`
takes the tensor: the check becomes part of the graph, and each run makes it.
"""

import torch

tags = {"python.assert", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}


class Model(torch.nn.Module):
    def forward(self, x):
        torch._assert((x >= 0).all(), "negative")
        return x.sqrt()


class AssertsAsync(torch.nn.Module):
    """Hand over the tensor. The error is a RuntimeError then, and on a GPU it comes later than the call."""

    def forward(self, x):
        torch._assert_async((x >= 0).all(), "negative")
        return x.sqrt()


model = Model()
rewrites = {"_assert_async": AssertsAsync()}
example_args = (torch.rand(3),)
more_args = [(torch.zeros(3),)]
