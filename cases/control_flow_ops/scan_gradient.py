"""`torch.autograd.grad` of a loss that is computed with `scan`

Strict mode refuses `torch.autograd.grad` as such, and in non-strict mode the result of `scan` has no `grad_fn`. A
derivative by few parameters can be carried along with the state instead.
"""

import torch
from torch._higher_order_ops.scan import scan

tags = {"torch.scan", "torch.autograd"}
expect = {"strict": "export: GB9186", "nonstrict": "export: RuntimeError"}
near = ["control_flow_ops/cond_gradient", "control_flow_ops/while_loop_gradient", "control_flow_ops/scan_cumulative"]


class Model(torch.nn.Module):
    def forward(self, x, weight):
        def step(state, x):
            state = torch.tanh(state * weight + x)
            return state, state.clone()

        weight = weight.detach().requires_grad_()
        loss = scan(step, x.new_zeros(3), x)[1].square().sum()
        return torch.autograd.grad(loss, weight)[0]


class CarriesDerivative(torch.nn.Module):
    """Carry state and derivative (forward mode); it needs no memory for the steps, and one state per parameter."""

    def forward(self, x, weight):
        def step(carried, x):
            state, slope = carried
            following = torch.tanh(state * weight + x)
            slope = (1 - following.square()) * (state + weight * slope)
            return (following, slope), 2 * following * slope

        return scan(step, (x.new_zeros(3), x.new_zeros(3)), x)[1].sum(0)


model = Model()
rewrites = {"carry the derivative": CarriesDerivative()}
example_args = (torch.randn(4, 3), torch.randn(3))
more_args = [(torch.ones(4, 3), torch.zeros(3))]
