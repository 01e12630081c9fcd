"""Assign a tensor to a plain attribute

x
"""

import torch

tags = {"torch.mutation", "python.side-effect"}
near = ["mutation/buffer_reassigned", "mutation/counter_attribute"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.last = torch.zeros(3)

    def forward(self, x):
        change = x - self.last
        self.last = x.clone()
        return change


class WithBuffer(torch.nn.Module):
    """Register the tensor as a buffer, which export knows as state; it then is part of the state dict as well."""

    def __init__(self):
        super().__init__()
        self.register_buffer("last", torch.zeros(3))

    def forward(self, x):
        change = x - self.last
        self.last = x.clone()
        return change


model = Model()
rewrites = {"buffer": WithBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
