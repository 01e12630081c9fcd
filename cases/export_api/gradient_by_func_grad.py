"""`torch.func.grad` in `forward`

Both modes export it without a word, and the program is of no use: the input is wrapped for the derivative, the wrapper
is taken for a constant, and what is returned is a tensor of the tracer without values. Look at the constants of a
program that computes gradients, or write the derivative.
"""

import torch

tags = {"torch.autograd"}
expect = {"strict": "run: TypeDiffers", "nonstrict": "run: TypeDiffers"}
near = ["export_api/backward_in_forward", "control_flow_ops/cond_gradient"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.func.grad(lambda x: x.sin().sum())(x)


class ByHand(torch.nn.Module):
    """Write the derivative; nothing checks it but a test."""

    def forward(self, x):
        return x.cos()


model = Model()
rewrites = {"by hand": ByHand()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
