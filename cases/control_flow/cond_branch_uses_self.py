"""`torch.cond` with branches that use the parameters of the module

A branch may be a method or a function that closes over `self`; the parameters that it needs become operands.
"""

import torch

tags = {"torch.cond", "python.closure", "torch.module"}
near = ["control_flow/cond_branch_closes_over_local", "control_flow_ops/cond_modules_as_branches"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.small = torch.nn.Linear(4, 4)
        self.large = torch.nn.Linear(4, 4)

    def on_small(self, x):
        return self.small(x)

    def forward(self, x):
        def on_large(x):
            return self.large(x).relu()

        return torch.cond(x.abs().sum() > 2, on_large, self.on_small, (x,))


model = Model()
example_args = (torch.randn(2, 4),)
more_args = [(torch.zeros(2, 4),), (torch.ones(2, 4),)]
