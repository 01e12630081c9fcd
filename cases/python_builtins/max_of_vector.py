"""Python's `max` over the elements of a tensor

Strict mode turns `max` into comparisons of the elements. Non-strict mode replaces `max` while it traces, so that sizes
may be symbols, and the replacement wants at least two arguments. `.amax()` is the operator that is meant.
"""

import torch

tags = {"python.builtin", "torch.dynamic-value"}
expect = {"nonstrict": "export: TypeError"}
near = ["python_builtins/max_of_scalars"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x / max(x)


class WithAmax(torch.nn.Module):
    """Reduce with `amax`: one operator in place of one for each element."""

    def forward(self, x):
        return x / x.amax()


model = Model()
rewrites = {"amax": WithAmax()}
example_args = (torch.tensor([1.0, 3.0, 2.0]),)
more_args = [(torch.tensor([5.0, 4.0, 4.5]),)]
