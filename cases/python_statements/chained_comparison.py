"""A chained comparison of a tensor

`0 < x < 1` means `0 < x and x < 1`, and the `and` in it asks for the truth of a tensor. `&` combines the two masks
element by element and never asks.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/or_default_for_tensor"]


class Model(torch.nn.Module):
    def forward(self, x, threshold):
        inside = 0.0 < threshold < 1.0
        return x * inside


class WithMasks(torch.nn.Module):
    """Combine with `&`; both comparisons are now always made."""

    def forward(self, x, threshold):
        inside = (threshold > 0.0) & (threshold < 1.0)
        return x * inside


model = Model()
rewrites = {"&": WithMasks()}
example_args = (torch.randn(3), torch.tensor(0.5))
more_args = [(torch.ones(3), torch.tensor(-1.0)), (torch.ones(3), torch.tensor(7.0))]
