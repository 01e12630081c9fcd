"""Repair a tensor when `isnan().any()`

The test asks for a value in the middle of tracing, and guards of this kind are in many layers that run in half
precision. The repair leaves sound numbers as they are, so it can be done always.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["pytorch/pytorch#180406"]
near = ["tensor_values/drop_mask_that_is_full"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.isnan().any() or x.isinf().any():
            x = x.nan_to_num(nan=0.0, posinf=1e4, neginf=-1e4)
        return x * 2


class AlwaysRepairs(torch.nn.Module):
    """Repair without asking. It costs one pass over the tensor, and saves the wait for the answer on a GPU."""

    def forward(self, x):
        return x.nan_to_num(nan=0.0, posinf=1e4, neginf=-1e4) * 2


model = Model()
rewrites = {"always": AlwaysRepairs()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.tensor([[0.0, float("nan"), float("inf")]] * 2),), (torch.ones(2, 3),)]
