"""Branch on `torch.equal`

`torch.equal` and `torch.allclose` answer with a Python bool that depends on values, so no graph can hold the answer:
both modes refuse at the operator, before the `if`. `(x == y).all()` is a tensor and can be a predicate of `torch.cond`.
"""

import torch

tags = {"torch.dynamic-value", "python.control-flow", "torch.cond"}
expect = {"strict": "export: GB0033", "nonstrict": "export: DataDependentOutputException"}


class Model(torch.nn.Module):
    def forward(self, x, y):
        if torch.equal(x, y):
            return x * 2
        return x + y.cos()


class WithCond(torch.nn.Module):
    """Branch by `torch.cond`; both shapes have to be the same, which `torch.equal` also asks."""

    def forward(self, x, y):
        return torch.cond((x == y).all(), lambda x, y: x * 2, lambda x, y: x + y.cos(), (x, y))


model = Model()
rewrites = {"torch.cond": WithCond()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.ones(3)), (torch.ones(3), torch.zeros(3))]
