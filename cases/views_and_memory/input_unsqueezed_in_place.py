"""Add a dimension to an input in place, and take it away again

`unsqueeze_`, `t_` and their like change the sizes of the caller's tensor. Strict mode refuses them on an input, even
where they are undone again; non-strict mode follows. The forms without underscore make a view and cost as little.
"""

import torch

tags = {"torch.mutation", "torch.alias", "python.graph-break"}
expect = {"strict": "export: GB0148"}
near = ["views_and_memory/result_unsqueezed_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        x.unsqueeze_(0)
        products = x * x.mT
        x.squeeze_(0)
        return products


class View(torch.nn.Module):
    """Give the view a name, and leave the input as it is."""

    def forward(self, x):
        row = x.unsqueeze(0)
        return row * row.mT


model = Model()
rewrites = {"view": View()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
