"""A body of `while_loop` that hands a value on unchanged

The body may not return a tensor that is one of its inputs or a view of one. A value that never changes needs not be
carried at all: test and body may close over it.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.alias"}
expect = {"strict": "export: GB0040", "nonstrict": "export: GB0040"}
near = [
    "control_flow_ops/scan_output_is_carry",
    "control_flow_ops/while_loop_closes_over_tensor",
    "control_flow/cond_branch_returns_operand",
]


def loop(test, step, carried):
    """`while_loop` for export. Eager takes a plain `while`, since `while_loop` has the same limits there."""
    if torch.compiler.is_compiling():
        return while_loop(test, step, carried)
    while test(*carried):
        carried = step(*carried)
    return carried


class Model(torch.nn.Module):
    def forward(self, x, limit):
        return loop(lambda x, limit: x.sum() < limit, lambda x, limit: (x * 2, limit), (x, limit))[0]


class ClosesOver(torch.nn.Module):
    """Close over what stays the same; `limit.clone()` in the body would do too, at a copy for each round."""

    def forward(self, x, limit):
        return while_loop(lambda x: x.sum() < limit, lambda x: (x * 2,), (x,))[0]


model = Model()
rewrites = {"close over it": ClosesOver()}
example_args = (torch.ones(3), torch.tensor(100.0))
more_args = [(torch.full((3,), 0.5), torch.tensor(7.0)), (torch.ones(3), torch.tensor(0.0))]
