"""`torch.cond` with branches that close over local variables

This was once refused, and is not any more: a tensor that a branch closes over becomes an operand, and a plain value
becomes a constant.
"""

import torch

tags = {"torch.cond", "python.closure"}
near = [
    "control_flow/cond_branch_uses_self",
    "control_flow/cond_branch_mutates_operand",
    "control_flow/cond_operand_plain_value",
]


class Model(torch.nn.Module):
    def forward(self, x, shift):
        doubled, exponent = shift * 2, 3

        def up(x):
            return x + doubled

        def down(x):
            return x**exponent - doubled

        return torch.cond(x.sum() > 0, up, down, (x,))


model = Model()
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.ones(4), torch.ones(4)), (-torch.ones(4), torch.ones(4))]
