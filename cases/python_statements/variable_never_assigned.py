"""Use the variable of a loop that may not have run

Whether the name exists is known while tracing, and non-strict mode raises the NameError that the program catches.
Strict mode takes a variable without a value for a mistake and stops. Give the name a value before the loop.
"""

import torch

tags = {"python.exception", "python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB0011"}
near = ["python_statements/name_that_may_be_missing"]


class Model(torch.nn.Module):
    def forward(self, x, masks):
        for mask in masks:
            x = x.masked_fill(mask, 0.0)
        try:
            kept = (~mask).sum()
        except NameError:
            kept = x.numel()
        return x / kept


class AssignedBefore(torch.nn.Module):
    """Assign `None` before the loop, and ask for that."""

    def forward(self, x, masks):
        mask = None
        for mask in masks:
            x = x.masked_fill(mask, 0.0)
        kept = x.numel() if mask is None else (~mask).sum()
        return x / kept


model = Model()
rewrites = {"assign before": AssignedBefore()}
example_args = (torch.randn(3), [])
more_args = [(torch.ones(3), [])]
