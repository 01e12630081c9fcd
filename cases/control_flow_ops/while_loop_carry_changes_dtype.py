"""A carried value of `while_loop` that changes its dtype

An integer total plus a float is a float, so the second round would take another dtype than the first. The loop is
traced once and asks for the same dtype in every round: start with the dtype that the body returns.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.dtype"}
expect = {"strict": "export: UncapturedHigherOrderOpError", "nonstrict": "export: UncapturedHigherOrderOpError"}
near = ["control_flow_ops/scan_carry_changes_dtype", "control_flow/cond_branch_dtypes_differ"]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x):
        start = (torch.tensor(0), torch.tensor(0))
        return loop(lambda i, total: i < 5, lambda i, total: (i + 1, total + x.mean() * i), start)[1]


class FloatFromTheStart(torch.nn.Module):
    """Carry a float from the start; where no round runs, the result is a float too."""

    def forward(self, x):
        start = (torch.tensor(0), torch.tensor(0.0))
        return while_loop(lambda i, total: i < 5, lambda i, total: (i + 1, total + x.mean() * i), start)[1]


model = Model()
rewrites = {"float from the start": FloatFromTheStart()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (torch.zeros(4),)]
