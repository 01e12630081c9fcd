"""`torch.cond` in the body of `while_loop`

A branch inside a loop, both decided by values: Newton steps that fall back to bisection. Both stay in the graph, one
subgraph inside the other.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "torch.cond", "torch.dynamic-value"}
near = ["control_flow_ops/cond_inside_scan", "control_flow_ops/while_loop_nested", "control_flow_ops/cond_nested"]


class Model(torch.nn.Module):
    def forward(self, target):
        def step(low, high, x):
            low, high = torch.where(x * x > target, low, x), torch.where(x * x > target, x, high)
            newton = x - (x * x - target) / (2 * x)
            inside = (newton > low) & (newton < high)
            x = torch.cond(inside, lambda: newton.clone(), lambda: (low + high) / 2, ())
            return low, high, x

        start = (torch.zeros(()), target + 1, target / 2 + 0.5)
        return while_loop(lambda low, high, x: (x * x - target).abs() > 1e-4, step, start)[2]


model = Model()
example_args = (torch.tensor(2.0),)
more_args = [(torch.tensor(9.0),), (torch.tensor(0.25),)]
