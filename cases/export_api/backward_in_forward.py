"""Call `backward()` in `forward`

Strict mode refuses `backward()`. Non-strict mode lets autograd run and records what it computes: the graph holds the
loss and the operators of its derivative.
"""

import torch

tags = {"torch.autograd", "torch.training", "python.graph-break"}
expect = {"strict": "export: GB0123"}
near = ["export_api/gradient_by_func_grad"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(3))

    def forward(self, x, y):
        loss = (x @ self.weight - y).square().mean()
        loss.backward()
        slope, self.weight.grad = self.weight.grad, None
        return loss.detach(), slope


class ByHand(torch.nn.Module):
    """Write the derivative; nothing checks it but a test."""

    def __init__(self, weight):
        super().__init__()
        self.weight = weight

    def forward(self, x, y):
        error = x @ self.weight.detach() - y
        return error.square().mean(), 2 * (error @ x) / y.shape[0]


model = Model()
rewrites = {"by hand": ByHand(model.weight)}
example_args = (torch.randn(4, 3), torch.randn(4))
more_args = [(torch.ones(4, 3), torch.ones(4))]
