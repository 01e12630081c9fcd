"""`torch._check` after the branch that needs it

Tracing knows a condition from the check onwards. A branch above it still finds a symbol of which nothing is known.
State what holds of a number right where it comes from.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/branch_decided_by_check"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        n = count.item()
        y = x.repeat(n) if n > 1 else x
        torch._check(n > 1)
        return y


class CheckFirst(torch.nn.Module):
    """Check first; the branch is settled then, and only one side is in the graph."""

    def forward(self, x, count):
        n = count.item()
        torch._check(n > 1)
        return x.repeat(n) if n > 1 else x


model = Model()
rewrites = {"check first": CheckFirst()}
example_args = (torch.randn(3), torch.tensor(4))
more_args = [(torch.ones(3), torch.tensor(2)), (torch.ones(3), torch.tensor(1))]
