"""A custom operator that updates buffers

An observer that keeps the range of what it saw. The operator names the buffers in `mutates_args`, and the exported
program has them as state that each call changes.
"""

import torch

tags = {"torch.custom-op", "torch.mutation", "torch.buffer"}


@torch.library.custom_op("exportdb_mutates_buffer::observe", mutates_args={"low", "high"})
def observe(x: torch.Tensor, low: torch.Tensor, high: torch.Tensor) -> None:
    low.copy_(torch.minimum(low, x.amin()))
    high.copy_(torch.maximum(high, x.amax()))


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("low", torch.zeros(()))
        self.register_buffer("high", torch.zeros(()))

    def forward(self, x):
        observe(x, self.low, self.high)
        return x / (self.high - self.low + 1)


model = Model()
example_args = (torch.randn(4),)
more_args = [(torch.arange(4.0),)]
