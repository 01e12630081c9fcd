"""Swap two buffers by assignment

Strict mode computes with the swapped values and forgets the swap: each call begins with the same buffers. Non-strict
mode copies both into one another and then rejects its own program, since the copies lack a note that every node has to
have. Keep both in one buffer and flip it.
"""

import torch

tags = {"torch.buffer", "torch.mutation", "python.attribute"}
expect = {"strict": "run: BufferMutationDiffers", "nonstrict": "export: SpecViolationError"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("front", torch.zeros(3))
        self.register_buffer("back", torch.ones(3))

    def forward(self, x):
        self.front, self.back = self.back, self.front
        return x + self.front


class OneBuffer(torch.nn.Module):
    """Keep both as rows of one buffer, and write the flipped rows into it."""

    def __init__(self):
        super().__init__()
        self.register_buffer("rows", torch.stack([torch.zeros(3), torch.ones(3)]))

    def forward(self, x):
        self.rows.copy_(self.rows.flip(0))
        return x + self.rows[0]


model = Model()
rewrites = {"one buffer": OneBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
