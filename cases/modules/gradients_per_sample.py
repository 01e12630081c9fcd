"""Gradients for each sample by `vmap` over `grad`

Reverse mode inside of `vmap` fails in export with an internal error. For a linear layer with a squared loss the
gradient of each sample is an outer product.
"""

import torch

tags = {"torch.func", "torch.autograd", "torch.vmap"}
expect = {"strict": "export: AttributeError", "nonstrict": "export: AttributeError"}
near = ["modules/ensemble_by_vmap"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2, bias=False)

    def forward(self, x):
        def loss(weight, x):
            return torch.nn.functional.linear(x, weight).square().sum()

        return torch.vmap(torch.func.grad(loss), in_dims=(None, 0))(self.layer.weight, x)


class OuterProduct(torch.nn.Module):
    """Write the gradient of the layer out, as the backward pass computes it; another loss needs another line."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        grad = 2 * self.layer(x)
        return grad[:, :, None] * x[:, None, :]


model = Model()
rewrites = {"outer product": OuterProduct(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
