"""Compare tuples or lists that hold tensors

Tuples are compared element by element until two of them differ, and for tensors that question is a branch on their
values. Compare the tensors themselves, and select with `torch.where`.
"""

import torch

tags = {"python.data-structure", "torch.dynamic-value", "python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB6622", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_builtins/compare_tuples_of_sizes"]


class Model(torch.nn.Module):
    def forward(self, left, right):
        if (left.sum(), 0) < (right.sum(), 1):
            return left
        return right


class WithWhere(torch.nn.Module):
    """Compare the sums; the second entries decided ties, so `<` becomes `<=`."""

    def forward(self, left, right):
        return torch.where(left.sum() <= right.sum(), left, right)


model = Model()
rewrites = {"torch.where": WithWhere()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3)), (torch.zeros(3), torch.ones(3)), (torch.ones(3), torch.ones(3))]
