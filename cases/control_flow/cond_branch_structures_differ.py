"""`torch.cond` whose branches return different containers

A list and a tuple of two tensors can both be unpacked, but they are different structures, and `cond` returns one.
"""

import torch

tags = {"torch.cond", "python.data-structure"}
expect = {"strict": "export: GB0313", "nonstrict": "export: GB0313"}
near = ["basics/nested_inputs_and_outputs", "control_flow_ops/cond_returns_none"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        low, high = cond(x.sum() > 0, lambda x: [x - 1, x + 1], lambda x: (x * 2, x / 2), (x,))
        return high - low


class OneStructure(torch.nn.Module):
    """Return a tuple from both."""

    def forward(self, x):
        low, high = torch.cond(x.sum() > 0, lambda x: (x - 1, x + 1), lambda x: (x * 2, x / 2), (x,))
        return high - low


model = Model()
rewrites = {"tuples": OneStructure()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
