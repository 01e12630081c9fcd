"""Call a method of `set` by way of the class

`set.symmetric_difference(a, b)` is `a.symmetric_difference(b)`, for which older releases have no rule in strict mode,
however it is called. The operator `^` is followed by all of them.
"""

import torch

tags = {"python.builtin", "python.data-structure"}
near = ["python_builtins/set_of_tensors"]


class Model(torch.nn.Module):
    def forward(self, x):
        gone = set.symmetric_difference({"batch", "channel"}, {"batch", "channel", "width"})
        return x.sum(-1) if "width" in gone else x


class Operator(torch.nn.Module):
    """Write the operator."""

    def forward(self, x):
        gone = {"batch", "channel"} ^ {"batch", "channel", "width"}
        return x.sum(-1) if "width" in gone else x


model = Model()
rewrites = {"operator": Operator()}
example_args = (torch.randn(2, 3, 4),)
more_args = [(torch.ones(2, 3, 4),)]
