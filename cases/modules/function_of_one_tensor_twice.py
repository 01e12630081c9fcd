"""Give one tensor to an `autograd.Function` twice

Strict mode makes an operator of a function whose inputs need gradients, and one tensor under two names would have its
gradient counted wrongly there, so it refuses. Non-strict mode records the product. Hand in a view for the second.
"""

import torch

tags = {"torch.autograd-function", "torch.alias", "python.graph-break"}
expect = {"strict": "export: GB6297"}


class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        ctx.save_for_backward(x, y)
        return x * y

    @staticmethod
    def backward(ctx, grad):
        x, y = ctx.saved_tensors
        return grad * y, grad * x


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        hidden = x * self.weight
        return Product.apply(hidden, hidden)


class SecondAsView(Model):
    """Hand in a view as the second input; both gradients arrive at the one tensor."""

    def forward(self, x):
        hidden = x * self.weight
        return Product.apply(hidden, hidden.view_as(hidden))


model = Model()
rewrites = {"view": SecondAsView()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
