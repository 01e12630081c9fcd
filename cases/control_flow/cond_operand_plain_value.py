"""`torch.cond` with operands that are no tensors

Non-strict mode takes tensors alone as operands, as eager mode does. Strict mode is milder: it keeps a plain value as
a constant of the branches.
"""

import torch

tags = {"torch.cond", "python.constant-input"}
expect = {"nonstrict": "export: RuntimeError"}
near = ["control_flow/cond_branch_closes_over_local"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


def multiply(x, factor, rounding):
    return torch.div(x * factor, 2, rounding_mode=rounding)


def divide(x, factor, rounding):
    return torch.div(x, factor, rounding_mode=rounding)


class Model(torch.nn.Module):
    def forward(self, x):
        return cond(x.sum() > 0, multiply, divide, (x, 3, "floor"))


class Closure(torch.nn.Module):
    """Let the branches close over plain values, and hand over the tensors alone."""

    def forward(self, x):
        factor, rounding = 3, "floor"
        return torch.cond(
            x.sum() > 0, lambda x: multiply(x, factor, rounding), lambda x: divide(x, factor, rounding), (x,)
        )


model = Model()
rewrites = {"closure": Closure()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
