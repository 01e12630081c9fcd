"""`torch.cond` with branches that return a float

What a branch returns becomes an output of a subgraph: a tensor, or an int, which makes a symbol. A float has no such
form. Return a tensor, or let the branches do what the number is for.
"""

import torch

tags = {"torch.cond", "python.constant-input"}
expect = {"strict": "export: GB0314", "nonstrict": "export: GB0314"}
near = ["control_flow_ops/cond_returns_size", "control_flow_ops/cond_returns_none"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        return x * cond(x.sum() > 0, lambda: 0.5, lambda: 2.0, ())


class Tensors(torch.nn.Module):
    """Choose between two tensors; for so little work `torch.where` does it without branches."""

    def forward(self, x):
        return x * torch.where(x.sum() > 0, 0.5, 2.0)


model = Model()
rewrites = {"where": Tensors()}
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),), (-torch.ones(3, 2),)]
