"""`torch.cond` with branches that return None beside a tensor

A function that returns a tensor and an optional extra is a usual shape for a layer. As a branch it may return tensors
and ints only, so the extra has to be left out inside and added again outside.
"""

import torch

tags = {"torch.cond", "python.data-structure"}
expect = {"strict": "export: GB0350", "nonstrict": "export: GB0350"}
near = ["control_flow_ops/cond_returns_float", "control_flow/cond_branch_structures_differ"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


def smooth(x):
    return x.sin(), None


def rough(x):
    return x.square(), None


class Model(torch.nn.Module):
    def forward(self, x):
        return cond(x.sum() > 0, smooth, rough, (x,))


class TensorsOnly(torch.nn.Module):
    """Drop the None in the branches and add it outside."""

    def forward(self, x):
        y = torch.cond(x.sum() > 0, lambda x: smooth(x)[0], lambda x: rough(x)[0], (x,))
        return y, None


model = Model()
rewrites = {"tensors only": TensorsOnly()}
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),), (-torch.ones(3, 2),)]
