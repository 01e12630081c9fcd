"""`torch._check` of a bool tensor by `.item()`

In strict mode Dynamo takes the condition for settled and drops the check: the exported program computes on where eager
raises. Non-strict mode keeps it. Checks on whole numbers, `(x > 0).sum().item() >= 1`, stay in both modes.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check"}
expect = {"strict": "generalize: Accepted, shapes: Unsound"}
near = [
    "control_flow_ops/cond_raise_in_branch",
    "data_dependent/assert_on_item",
    "data_dependent/check_with_message",
    "control_flow/branch_on_bool_item",
]


class Model(torch.nn.Module):
    def forward(self, x):
        total = x.sum()
        torch._check((total > 0).item())
        return x / total


class CheckNumber(torch.nn.Module):
    """Check a whole number instead of a bool."""

    def forward(self, x):
        total = x.sum()
        torch._check((total > 0).long().item() >= 1)
        return x / total


model = Model()
rewrites = {"check a number": CheckNumber()}
example_args = (torch.ones(3),)
more_args = [(torch.full((3,), 2.0),), (-torch.ones(3),)]
