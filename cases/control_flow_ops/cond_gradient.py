"""`torch.autograd.grad` of a result of `torch.cond`

Strict mode refuses `torch.autograd.grad` as such. Non-strict mode follows it, and the backward pass is a second `cond`;
the program runs and cannot be saved. Where the derivatives of the branches are known, let a `cond` choose between them.
"""

import torch

tags = {"torch.cond", "torch.autograd"}
expect = {"strict": "export: GB9186", "nonstrict": "serialize: SerializeError"}
near = ["control_flow_ops/scan_gradient", "control_flow_ops/while_loop_gradient", "export_api/gradient_by_func_grad"]


class Model(torch.nn.Module):
    def forward(self, x):
        x = x.detach().requires_grad_()
        y = torch.cond(x.sum() > 0, lambda x: x.sin(), lambda x: x * x, (x,))
        return torch.autograd.grad(y.sum(), x)[0]


class Derivatives(torch.nn.Module):
    """Write the derivatives as branches; nothing checks them but a test."""

    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x.cos(), lambda x: 2 * x, (x,))


model = Model()
rewrites = {"derivatives as branches": Derivatives()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]
