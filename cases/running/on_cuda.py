"""A module on a GPU

The device of weights and inputs is part of the program, which runs where it was exported.
"""

import torch

tags = {"torch.device", "torch.module"}
requires = {"cuda"}
near = ["running/fresh_inputs", "operators/moved_to_device_of_weight"]

_device = "cuda" if torch.cuda.is_available() else "cpu"


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(3, 3)

    def forward(self, x):
        return self.project(x) + torch.arange(3, device=x.device)


model = Model().to(_device)
example_args = (torch.randn(2, 3, device=_device),)
more_args = [(torch.zeros(2, 3, device=_device),)]
