"""A custom operator with a registered derivative

The exported program is the forward pass, in which the operator stands as one node. Its derivative is used when the
program is trained further, and is no obstacle to export.
"""

import torch

tags = {"torch.custom-op", "torch.autograd"}


@torch.library.custom_op("exportdb_autograd::clip", mutates_args=())
def clip(x: torch.Tensor, limit: float) -> torch.Tensor:
    return x.clamp(-limit, limit)


@clip.register_fake
def _(x, limit):
    return torch.empty_like(x)


def _remember(ctx, inputs, output):
    ctx.limit = inputs[1]


def _straight_through(ctx, grad):
    return grad, None


clip.register_autograd(_straight_through, setup_context=_remember)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(4))

    def forward(self, x):
        return clip(x * self.weight, 1.0)


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
