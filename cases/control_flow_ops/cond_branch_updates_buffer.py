"""`torch.cond` with a branch that updates a buffer

A running mean that only some batches move. A branch may not write to a buffer any more than to an operand: let it
return the new value, and write that outside.
"""

import torch

tags = {"torch.cond", "torch.buffer", "torch.mutation"}
expect = {"strict": "export: GB0041", "nonstrict": "export: GB0041"}
near = ["control_flow/cond_branch_mutates_operand"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(4))

    def forward(self, x, update):
        def move(x):
            self.mean.mul_(0.9).add_(0.1 * x.mean(0))
            return x - self.mean

        return cond(update, move, lambda x: x - self.mean, (x,))


class WritesOutside(torch.nn.Module):
    """Return the new mean from the branch and copy it into the buffer each time, also when it stayed the same."""

    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(4))

    def forward(self, x, update):
        def move(x):
            return self.mean * 0.9 + 0.1 * x.mean(0)

        self.mean.copy_(torch.cond(update, move, lambda x: self.mean.clone(), (x,)))
        return x - self.mean


model = Model()
rewrites = {"write outside": WritesOutside()}
example_args = (torch.randn(3, 4), torch.tensor(True))
more_args = [(torch.ones(3, 4), torch.tensor(False)), (torch.ones(3, 4), torch.tensor(True))]
