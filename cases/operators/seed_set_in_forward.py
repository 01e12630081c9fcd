"""Set the seed with `torch.manual_seed` in `forward`

A seed is state of the process. Strict mode refuses to trace the call. Non-strict mode makes it while tracing and
forgets it: the exported program draws on from whatever state torch's generator is in, and its answer differs from
eager mode. Seed before the call, or draw once and keep the numbers.
"""

import torch

tags = {"python.random", "torch.soundness"}
expect = {"strict": "export: GB0007", "nonstrict": "run: ValuesDiffer"}
near = ["operators/generator_made_in_forward", "operators/generator_seeded_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x):
        torch.manual_seed(5)
        projection = torch.randn(4, 2)
        return x @ projection


class Buffer(torch.nn.Module):
    """Draw the projection when the module is made, and keep it; the process's seed is then left alone."""

    def __init__(self):
        super().__init__()
        self.register_buffer("projection", torch.randn(4, 2, generator=torch.Generator().manual_seed(5)))

    def forward(self, x):
        return x @ self.projection


model = Model()
rewrites = {"buffer": Buffer()}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
