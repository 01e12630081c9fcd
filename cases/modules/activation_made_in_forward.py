"""Make modules without parameters in `forward`

`ReLU`, `Flatten` and a `Sequential` of them have no parameters, so making them on each call is plain Python, and both
modes follow it.
"""

import torch

tags = {"torch.module"}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.Sequential(torch.nn.ReLU(), torch.nn.Flatten())(x)


model = Model()
example_args = (torch.randn(2, 4, 3),)
dynamic_shapes = {"x": {0: torch.export.Dim("batch")}}
more_args = [(torch.ones(5, 4, 3),)]
