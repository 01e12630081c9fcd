"""Count calls in a plain Python attribute

x
"""

import torch

tags = {"torch.mutation", "python.side-effect"}
near = ["mutation/buffer_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return x * self.calls


class WithBuffer(torch.nn.Module):
    """Count in a buffer."""

    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))

    def forward(self, x):
        self.calls += 1
        return x * self.calls


model = Model()
rewrites = {"buffer": WithBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
