"""Make a `torch.Generator` in `forward`

Strict mode knows generators only as objects that exist before tracing. Non-strict mode makes one while tracing and
keeps it: the exported program draws on from it, so its numbers differ from call to call, where eager mode starts anew.
Numbers that are the same in every call belong into a buffer.
"""

import torch

tags = {"python.random", "torch.soundness"}
expect = {"strict": "export: GB0363", "nonstrict": "run: ValuesDiffer"}
near = ["operators/generator_seeded_in_forward", "operators/seed_set_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        generator = torch.Generator().manual_seed(3)
        return x[:, torch.randperm(4, generator=generator)]


class Buffer(torch.nn.Module):
    """Draw the permutation when the module is made; its length is then fixed."""

    def __init__(self):
        super().__init__()
        self.register_buffer("order", torch.randperm(4, generator=torch.Generator().manual_seed(3)))

    def forward(self, x):
        return x[:, self.order]


model = Model()
rewrites = {"buffer": Buffer()}
example_args = (torch.randn(2, 4),)
more_args = [(torch.ones(2, 4),)]
