"""`torch.cond` with a predicate of several elements

One choice needs one truth value. Reduce the predicate with `.any()` or `.all()`, or select element by element with
`torch.where`.
"""

import torch

tags = {"torch.cond", "torch.dynamic-value"}
near = ["control_flow/cond_on_tensor", "control_flow/select_by_where"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x > 0, lambda x: x + 1, lambda x: x - 1, (x,))


class Reduced(torch.nn.Module):
    """Reduce the predicate to one element first; say by `.any()` or `.all()` which of the two was meant."""

    def forward(self, x):
        return torch.cond((x > 0).all(), lambda x: x + 1, lambda x: x - 1, (x,))


model = Model()
rewrites = {"all": Reduced()}
example_args = (torch.randn(4),)
