"""`torch.cond` with submodules as branches

Anything callable can be a branch, so two submodules may stand there as they are. Their parameters become operands of
the `cond` and keep their names in the exported program.
"""

import torch

tags = {"torch.cond", "torch.module"}
near = ["control_flow/cond_branch_uses_self"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.wide = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
        self.narrow = torch.nn.Linear(4, 2)

    def forward(self, x):
        return torch.cond(x.square().sum() > 12, self.wide, self.narrow, (x,))


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.zeros(3, 4),), (torch.arange(12.0).reshape(3, 4),)]
