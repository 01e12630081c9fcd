"""`torch.cond` with a branch that changes a global variable

Both branches are traced, so a change to Python state would happen for both while tracing and for neither later on.
"""

import torch

tags = {"torch.cond", "python.side-effect", "python.global"}
expect = {"strict": "export: GB0067", "nonstrict": "export: GB0067"}
near = ["control_flow/cond_branch_reads_global"]

CALLS = {"up": 0, "down": 0}


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        def up(x):
            CALLS["up"] += 1
            return x + 1

        def down(x):
            CALLS["down"] += 1
            return x - 1

        return cond(x.sum() > 0, up, down, (x,))


class NoCount(torch.nn.Module):
    """Leave the count out; one that is needed is a tensor that both branches return."""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x + 1, lambda x: x - 1, (x,))


model = Model()
rewrites = {"no side effect": NoCount()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
