"""Take a power with the builtin `pow` instead of `**`

In eager mode `pow(x, 2)` and `x ** 2` are one call. Strict mode has a rule for the operator and for `torch.pow`, and of
the builtin it knows only what plain numbers need. Non-strict mode runs Python's own `pow`.
"""

import torch

tags = {"python.builtin", "python.graph-break"}
expect = {"strict": "export: GB0059"}
near = ["python_builtins/divmod_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return pow(x, 2).sum()


class Operator(torch.nn.Module):
    """Write `**`."""

    def forward(self, x):
        return (x**2).sum()


model = Model()
rewrites = {"**": Operator()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
