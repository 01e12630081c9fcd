"""Python's `any` over the elements of a tensor

`any` asks each element for its truth, and the first question already branches on a value. `.any()` is an operator and
gives a tensor, on which `torch.where` can select.
"""

import torch

tags = {"python.builtin", "torch.dynamic-value", "python.control-flow", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_builtins/all_over_sizes"]


class Model(torch.nn.Module):
    def forward(self, x):
        if any(x > 1.0):
            return x / x.abs().amax()
        return x


class WithWhere(torch.nn.Module):
    """Compute both sides and select; the division is made also where it is not needed."""

    def forward(self, x):
        return torch.where((x > 1.0).any(), x / x.abs().amax(), x)


model = Model()
rewrites = {"torch.where": WithWhere()}
example_args = (torch.tensor([0.5, 4.0, -2.0]),)
more_args = [(torch.tensor([0.5, 0.25, -0.5]),)]
