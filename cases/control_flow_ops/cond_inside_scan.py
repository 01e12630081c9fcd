"""`torch.cond` in a step of `scan`

A state that is reset where a flag says so. `cond` in the step computes only the branch that is taken; where both are
cheap, `torch.where` is shorter and often faster.
"""

import torch
from torch._higher_order_ops.scan import scan

tags = {"torch.scan", "torch.cond", "torch.dynamic-value"}
near = ["control_flow_ops/cond_inside_while_loop", "control_flow_ops/scan_cumulative"]


class Model(torch.nn.Module):
    def forward(self, x, resets):
        def step(state, inputs):
            x, reset = inputs
            state = torch.cond(reset, lambda: x.clone(), lambda: torch.tanh(state + x), ())
            return state, state * 2

        return scan(step, x.new_zeros(3), (x, resets))[1]


model = Model()
example_args = (torch.randn(4, 3), torch.tensor([False, True, False, False]))
more_args = [(torch.ones(4, 3), torch.ones(4, dtype=torch.bool)), (torch.ones(4, 3), torch.zeros(4, dtype=torch.bool))]
