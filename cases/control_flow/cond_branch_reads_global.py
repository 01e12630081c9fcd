"""`torch.cond` with branches that read a global variable

Reading is fine: its value while tracing is kept as a constant.
"""

import torch

tags = {"torch.cond", "python.global"}
near = ["control_flow/cond_branch_mutates_global"]

STEP = 0.25


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x + STEP, lambda x: x - STEP, (x,))


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),), (-torch.ones(4),)]
