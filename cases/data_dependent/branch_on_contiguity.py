"""Branch on whether a selection is contiguous

Strides of a transposed tensor make it contiguous only if it has one row or none, which depends on the data here.
`contiguous()` copies where it must and needs no question.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/layers_on_selection"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        columns = x[keep].t()
        if not columns.is_contiguous():
            columns = columns.contiguous()
        return columns.view(-1) * 2


class AlwaysContiguous(torch.nn.Module):
    """Ask for a contiguous tensor; it is the same tensor where it was one."""

    def forward(self, x, keep):
        return x[keep].t().contiguous().view(-1) * 2


model = Model()
rewrites = {"contiguous": AlwaysContiguous()}
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
