"""`torch.cond` with a branch that changes its operand in place

A branch is a pure function of its operands. It may change neither them nor a tensor that it closes over.
"""

import torch

tags = {"torch.cond", "torch.mutation"}
expect = {"strict": "export: GB0041", "nonstrict": "export: GB0041"}
near = [
    "control_flow/cond_branch_returns_operand",
    "mutation/input_in_place",
    "control_flow/cond_branch_closes_over_local",
    "control_flow_ops/while_loop_body_in_place",
    "control_flow_ops/cond_branch_updates_buffer",
]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        y = x * 2
        return cond(x.sum() > 0, lambda y: y.add_(1), lambda y: y - 1, (y,))


class OutOfPlace(torch.nn.Module):
    """Compute a new tensor in the branch; a compiler is free to reuse the memory."""

    def forward(self, x):
        y = x * 2
        return torch.cond(x.sum() > 0, lambda y: y + 1, lambda y: y - 1, (y,))


model = Model()
rewrites = {"out of place": OutOfPlace()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
