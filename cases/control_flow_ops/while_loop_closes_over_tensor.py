"""A body of `while_loop` that closes over tensors and parameters

What test and body take from outside becomes a further input of the loop, the same in every round. So weights, other
inputs and results need no place among the carried values.
"""

import torch
from torch._higher_order_ops.while_loop import while_loop

tags = {"torch.while-loop", "python.closure", "torch.module"}
near = [
    "control_flow_ops/while_loop_carry_unchanged",
    "control_flow_ops/while_loop_counts_with_int",
    "control_flow_ops/while_loop_closes_over_carry",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(4, 4)

    def forward(self, x, limit):
        scale = x.abs().mean() + 1

        def more(i, x):
            return (i < limit) & (x.square().sum() < 100)

        def step(i, x):
            return i + 1, x + self.project(x) / scale

        return while_loop(more, step, (torch.tensor(0), x))[1]


model = Model()
example_args = (torch.randn(2, 4), torch.tensor(3))
more_args = [(torch.ones(2, 4), torch.tensor(9)), (torch.ones(2, 4), torch.tensor(0))]
