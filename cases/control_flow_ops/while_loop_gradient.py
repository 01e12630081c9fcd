"""`torch.autograd.grad` of a result of `while_loop`

The backward pass of a loop is a loop again, over values that the first one kept. Eager does that; strict mode refuses
`torch.autograd.grad` as such, and in non-strict mode a tensor of the tracer is left over as a constant.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.autograd"}
expect = {"strict": "export: GB9186", "nonstrict": "export: RuntimeError"}
near = ["control_flow_ops/cond_gradient", "control_flow_ops/scan_gradient"]


class Model(torch.nn.Module):
    def forward(self, x):
        x = x.detach().requires_grad_()
        y = while_loop(lambda y: y.abs().sum() < 10, lambda y: (y * x,), (x * 2,))[0]
        return torch.autograd.grad(y.sum(), x)[0]


class CarriesDerivative(torch.nn.Module):
    """Carry value and derivative by the product rule, which works for a loop of any length."""

    def forward(self, x):
        start = (x * 2, torch.full_like(x, 2.0))
        return while_loop(lambda y, slope: y.abs().sum() < 10, lambda y, slope: (y * x, slope * x + y), start)[1]


model = Model()
rewrites = {"carry the derivative": CarriesDerivative()}
example_args = (torch.tensor([1.5, -1.2, 0.5]),)
# Without a round, the gradient that eager mode gives is wrong.
draws = {"x": {"low": 1.1, "high": 1.5}}
more_args = [(torch.full((3,), 1.5),), (torch.tensor([2.0, 1.0, 0.5]),)]
