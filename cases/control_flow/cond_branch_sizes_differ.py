"""`torch.cond` whose branches return different sizes

A dimension in which the branches differ becomes a size that is known only at run time. What follows has to work for
any such size, as a sum does.
"""

import torch

tags = {"torch.cond", "torch.dynamic-shape", "torch.unbacked-size"}
near = [
    "control_flow/cond_branch_ranks_differ",
    "control_flow/cond_branch_size_one",
    "control_flow_ops/cond_returns_size",
]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        y = cond(x.sum() > 0, lambda x: torch.cat([x, x]), lambda x: x * 0.5, (x,))
        return y * 2, y.sum()


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
