"""`roll` of selected elements

`roll` divides by the number of elements and has a branch for none, which cannot be decided for a size that depends on
the data. Two slices joined are the same, and slices clamp.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/distances_of_selection", "dynamic_shapes/roll_by_half"]


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x > 0]
        return chosen - chosen.roll(1)


class Slices(torch.nn.Module):
    """Join the last element and the others."""

    def forward(self, x):
        chosen = x[x > 0]
        return chosen - torch.cat([chosen[-1:], chosen[:-1]])


model = Model()
rewrites = {"slices": Slices()}
example_args = (torch.tensor([1.0, -2.0, 4.0, 3.0]),)
more_args = [(torch.ones(4),), (-torch.ones(4),), (torch.tensor([-1.0, 2.0, -1.0, -1.0]),)]
