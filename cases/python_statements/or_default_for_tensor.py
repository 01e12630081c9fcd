"""`or` with a tensor on its left

`scale or 1.0` asks whether the tensor is true, which is a branch on its value, and the answer is one of the two
operands. For a tensor that may be missing ask `is None`; for a value that may be zero select with `torch.where`.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/or_default_for_none", "python_statements/chained_comparison"]


class Model(torch.nn.Module):
    def forward(self, x, scale):
        return x / (scale or 1.0)


class WithWhere(torch.nn.Module):
    """Select by value; both sides are tensors of one dtype."""

    def forward(self, x, scale):
        return x / torch.where(scale != 0, scale, 1.0)


model = Model()
rewrites = {"torch.where": WithWhere()}
example_args = (torch.randn(3), torch.tensor(2.0))
more_args = [(torch.ones(3), torch.tensor(0.0)), (torch.ones(3), torch.tensor(-4.0))]
