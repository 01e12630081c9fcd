"""Call an in-place view method on an input by its class

`torch.Tensor.unsqueeze_(x, 0)` is `x.unsqueeze_(0)` written otherwise. Strict mode refuses to change the sizes of an
input in either form, each with a code of its own. The form without underscore makes a view and leaves the input alone.
"""

import torch

tags = {"torch.mutation", "torch.alias", "python.graph-break"}
expect = {"strict": "export: GB0072"}


class Model(torch.nn.Module):
    def forward(self, x):
        torch.Tensor.unsqueeze_(x, 0)
        products = x * x.mT
        torch.Tensor.squeeze_(x, 0)
        return products


class View(torch.nn.Module):
    """Give the view a name, and leave the input as it is."""

    def forward(self, x):
        row = torch.Tensor.unsqueeze(x, 0)
        return row * row.mT


model = Model()
rewrites = {"view": View()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
