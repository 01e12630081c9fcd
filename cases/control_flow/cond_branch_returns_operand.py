"""`torch.cond` with a branch that returns its operand unchanged

The result would be the operand itself or a new tensor, depending on the run. Branches may not return an alias of an
operand, nor a view of one.
"""

import torch

tags = {"torch.cond", "torch.alias"}
expect = {"strict": "export: GB0040", "nonstrict": "export: GB0040"}
near = ["control_flow/cond_branch_mutates_operand", "control_flow_ops/while_loop_carry_unchanged"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        return cond(x.abs().amax() > 1, lambda x: x / x.abs().amax(), lambda x: x, (x,))


class Copies(torch.nn.Module):
    """Return a clone; it costs one copy."""

    def forward(self, x):
        return torch.cond(x.abs().amax() > 1, lambda x: x / x.abs().amax(), lambda x: x.clone(), (x,))


model = Model()
rewrites = {"clone": Copies()}
example_args = (torch.randn(4),)
more_args = [(torch.full((4,), 3.0),), (torch.zeros(4),)]
