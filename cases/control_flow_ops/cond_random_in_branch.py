"""`torch.cond` with dropout in a branch

Random numbers are drawn in the branch that is taken. With the same seed the exported program draws what eager draws,
since the branch that is not taken draws nothing; `torch.where` would draw in any case.
"""

import torch

tags = {"torch.cond", "torch.training"}


class Model(torch.nn.Module):
    def forward(self, x):
        y = torch.cond(x.sum() > 0, lambda x: torch.nn.functional.dropout(x, 0.5), lambda x: x.sin(), (x,))
        return torch.nn.functional.dropout(y, 0.5)


model = Model()
example_args = (torch.ones(3, 4),)
more_args = [(torch.full((3, 4), 2.0),), (-torch.ones(3, 4),)]
