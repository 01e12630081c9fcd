"""Seed a `torch.Generator` of the module in `forward`

The seed is state of a Python object, which a graph cannot set. Strict mode refuses the call. Non-strict mode makes it
once, while tracing, and keeps the generator as a constant: the exported program draws on from it, where eager mode
draws the same numbers in each call. Draw them once and keep them in a buffer.
"""

import torch

tags = {"python.random", "torch.soundness"}
expect = {"strict": "export: GB7650", "nonstrict": "run: ValuesDiffer"}
near = ["operators/generator_made_in_forward", "operators/seed_set_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.generator = torch.Generator()

    def forward(self, x):
        self.generator.manual_seed(7)
        return x + torch.rand(3, generator=self.generator)


class Buffer(torch.nn.Module):
    """Draw the numbers when the module is made; their shape is then fixed."""

    def __init__(self):
        super().__init__()
        self.register_buffer("noise", torch.rand(3, generator=torch.Generator().manual_seed(7)))

    def forward(self, x):
        return x + self.noise


model = Model()
rewrites = {"buffer": Buffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
