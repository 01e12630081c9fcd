"""Call a method of `set` by way of the class

`set.symmetric_difference(a, b)` is `a.symmetric_difference(b)`. Where an older release has no rule for the first form
in strict mode, it has one for the second, and for the operator.
"""

import torch

tags = {"python.builtin", "python.data-structure"}
near = ["python_builtins/set_of_tensors"]


class Model(torch.nn.Module):
    def forward(self, x):
        gone = set.symmetric_difference({"batch", "channel"}, {"batch", "channel", "width"})
        return x.sum(-1) if "width" in gone else x


class CallsMethod(torch.nn.Module):
    """Call the method of the first set."""

    def forward(self, x):
        gone = {"batch", "channel"}.symmetric_difference({"batch", "channel", "width"})
        return x.sum(-1) if "width" in gone else x


model = Model()
rewrites = {"method": CallsMethod()}
example_args = (torch.randn(2, 3, 4),)
more_args = [(torch.ones(2, 3, 4),)]
