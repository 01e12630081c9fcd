"""`torch.cdist` of selected rows

The operator handles empty inputs by a branch of its own, and of a size that depends on the data nobody knows whether it
is zero. Compute for all rows first, where sizes are known, and select afterwards.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/layers_on_selection", "data_dependent/roll_selection"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        return torch.cdist(x[keep], x, p=1.0)


class SelectsLast(torch.nn.Module):
    """Select from the result; the rows that are thrown away were computed as well."""

    def forward(self, x, keep):
        return torch.cdist(x, x, p=1.0)[keep]


model = Model()
rewrites = {"select last": SelectsLast()}
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]
