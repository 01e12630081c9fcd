"""`torch._check` with a message

The message is a function, called only when the check fails. When the condition is not settled while tracing, strict
mode puts that function into its graph as if it were a tensor and fails with an internal error. Without a message the
check works in both modes.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check"}
expect = {"strict": "export: AttributeError"}
near = [
    "data_dependent/branch_decided_by_check",
    "data_dependent/validated_item",
    "dynamic_shapes/torch_check_on_size",
    "data_dependent/check_of_bool_item",
]


class Model(torch.nn.Module):
    def forward(self, x, times):
        count = times.item()
        torch._check(count >= 1, lambda: "times has to be positive")
        return x.repeat(count)


class NoMessage(torch.nn.Module):
    """Leave the message out; a failed check then names the condition only."""

    def forward(self, x, times):
        count = times.item()
        torch._check(count >= 1)
        return x.repeat(count)


model = Model()
rewrites = {"no message": NoMessage()}
example_args = (torch.randn(2), torch.tensor(3))
more_args = [(torch.ones(2), torch.tensor(1)), (torch.ones(2), torch.tensor(0))]
