"""Validate a number from `.item()` with `if` and `raise`

The number is a symbol while tracing, and Python cannot decide an `if` about it. `torch._check` states the same
condition: tracing takes it for granted, and each run of the exported program checks it.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.exception", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = [
    "data_dependent/branch_decided_by_check",
    "graph_breaks/raise_on_tensor_value",
    "data_dependent/check_with_message",
    "data_dependent/assert_on_item",
    "control_flow/branch_on_int_item",
]


class Model(torch.nn.Module):
    def forward(self, x, times):
        count = times.item()
        if count < 1:
            raise RuntimeError("times has to be positive")
        return x.repeat(count)


class Checks(torch.nn.Module):
    """Check with `torch._check`, which raises RuntimeError and no other class, here without a message of one's own."""

    def forward(self, x, times):
        count = times.item()
        torch._check(count >= 1)
        return x.repeat(count)


model = Model()
rewrites = {"torch._check": Checks()}
example_args = (torch.randn(2), torch.tensor(3))
more_args = [(torch.ones(2), torch.tensor(1)), (torch.ones(2), torch.tensor(0))]
