"""Assign a new tensor to a buffer

Non-strict mode notices the assignment and keeps the new value as state of the program. Strict mode drops it without a
word: each call of the exported program starts from the same buffer. Writing into the buffer works in both.
"""

import torch

tags = {"torch.mutation", "torch.buffer"}
expect = {"strict": "run: BufferMutationDiffers"}
near = ["mutation/buffer_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("average", torch.zeros(3))

    def forward(self, x):
        self.average = 0.5 * self.average + 0.5 * x
        return x - self.average


class InPlace(torch.nn.Module):
    """Copy the new value into the buffer; the buffer keeps its dtype and shape."""

    def __init__(self):
        super().__init__()
        self.register_buffer("average", torch.zeros(3))

    def forward(self, x):
        self.average.copy_(0.5 * self.average + 0.5 * x)
        return x - self.average


model = Model()
rewrites = {"in place": InPlace()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
