"""`torch.cond` with branches that return an int

An int that differs between the branches comes out as a symbol whose value is known at run time, and it may serve as a
size. Its range is what the branches return.
"""

import torch

tags = {"torch.cond", "torch.unbacked-size"}
near = ["control_flow_ops/cond_returns_float", "control_flow/cond_branch_sizes_differ"]


class Model(torch.nn.Module):
    def forward(self, x):
        rows = torch.cond(x.sum() > 0, lambda: 2, lambda: 3, ())
        return x.sum(0).expand(rows, -1) * 2


model = Model()
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),), (-torch.ones(3, 2),)]
