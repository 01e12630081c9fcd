"""`torch.cond` with branches that are methods and use parameters
"""

import torch

tags = {"torch.cond", "python.closure", "torch.module"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.near = torch.nn.Linear(4, 4)
        self.far = torch.nn.Linear(4, 4)

    def _near(self, x):
        return self.near(x)

    def forward(self, x):
        def far(x):
            return self.far(x).relu()

        return torch.cond(x.abs().sum() > 2, far, self._near, (x,))


model = Model()
example_args = (torch.randn(2, 4),)
more_args = [(torch.zeros(2, 4),), (torch.ones(2, 4),)]
