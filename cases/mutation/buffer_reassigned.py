"""Assign a new tensor to a buffer

x
"""

import torch

tags = {"torch.mutation", "torch.buffer"}
near = ["mutation/buffer_in_place", "mutation/plain_attribute"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("average", torch.zeros(3))

    def forward(self, x):
        self.average = 0.5 * self.average + 0.5 * x
        return x - self.average


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
