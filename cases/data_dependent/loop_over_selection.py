"""A Python loop over selected rows

How often the loop runs depends on the data, and it would have to be unrolled. Compute for all rows at once; what was
not selected gets a weight of zero.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/rounds_from_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        total = torch.zeros(2)
        for row in x[x[:, 0] > 0]:
            total = total + row / row.sum()
        return total


class Weights(torch.nn.Module):
    """Compute on all rows and add up with weights; a row that is not selected must not give NaN."""

    def forward(self, x):
        chosen = x[:, :1] > 0
        return torch.where(chosen, x / x.sum(1, keepdim=True), 0).sum(0)


model = Model()
rewrites = {"weights": Weights()}
example_args = (torch.tensor([[1.0, 2.0], [-1.0, 3.0], [4.0, 5.0]]),)
more_args = [(torch.ones(3, 2),), (-torch.ones(3, 2),)]
