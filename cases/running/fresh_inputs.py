"""Call the exported program on other inputs

`program.module()` is called like the model, as often as wanted, with any values of the example's shapes and dtypes.
Another shape or dtype is refused before anything runs.
"""

import torch

tags = {"torch.static-shape", "torch.dtype", "torch.module"}
near = ["dynamic_shapes/static_by_default", "running/on_cuda"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(4, 4)

    def forward(self, x):
        return self.project(x).softmax(-1)


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [
    (torch.zeros(3, 4),),
    (torch.full((3, 4), -2.5),),
    (torch.ones(2, 4),),
    (torch.ones(3, 4, dtype=torch.float64),),
]
