"""Batch norm in training mode

Training mode normalizes by the statistics of the batch and updates the running ones, which are buffers; export keeps
the updates. The operator behind it has no core ATen form in this mode, so a backend that asks for core ATen gets one
operator too many. Programs for inference call `.eval()` first.
"""

import torch

tags = {"torch.module", "torch.training", "torch.buffer", "torch.mutation"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["running/dropout_in_eval", "mutation/buffer_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(4)

    def forward(self, x):
        return self.norm(x)


class Statistics(torch.nn.BatchNorm1d):
    def forward(self, x):
        self.num_batches_tracked.add_(1)
        self.running_mean.lerp_(x.detach().mean(0), self.momentum)
        self.running_var.lerp_(x.detach().var(0), self.momentum)
        spread = (x.var(0, correction=0) + self.eps).sqrt()
        return (x - x.mean(0)) / spread * self.weight + self.bias


class ByHand(torch.nn.Module):
    """Write out the statistics and the updates; a backend then sees many small operators instead of one."""

    def __init__(self):
        super().__init__()
        self.norm = Statistics(4)

    def forward(self, x):
        return self.norm(x)


model = Model().train()
rewrites = {"by hand": ByHand().train()}
example_args = (torch.randn(3, 4),)
# Constant columns have no variance, and dividing by its rounding error says nothing.
draws = {"x": {"low": -2, "high": 2}}
more_args = [(torch.arange(12.0).reshape(3, 4),)]
