"""One submodule under two names, called twice

The weights are one tensor, and the graph holds two calls on them. The signature of a strict export has the first name
only; that of a non-strict export has both, for the same memory.
"""

import torch

tags = {"torch.module", "torch.parameter", "torch.alias"}
near = ["modules/buffer_under_two_names"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(3, 3)
        self.second = self.first

    def forward(self, x):
        return self.second(self.first(x).relu())


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
