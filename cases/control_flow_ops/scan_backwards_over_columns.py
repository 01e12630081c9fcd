"""`scan` backwards along another dimension

`dim` and `reverse` are permutations and flips around a `scan` along the first dimension: discounted returns, from the
last column to the first.
"""

import torch
from torch._higher_order_ops.scan import scan
from torch.export import Dim

tags = {"torch.scan", "torch.dynamic-shape"}
near = ["control_flow_ops/scan_cumulative"]


class Model(torch.nn.Module):
    def forward(self, rewards):
        def step(later, reward):
            now = reward + 0.9 * later
            return now, now.clone()

        return scan(step, rewards.new_zeros(rewards.shape[0]), rewards, dim=1, reverse=True)[1]


model = Model()
example_args = (torch.randn(2, 5),)
dynamic_shapes = {"rewards": (Dim("episodes"), Dim("steps", min=2))}
more_args = [(torch.ones(3, 9),), (torch.ones(4, 2),)]
