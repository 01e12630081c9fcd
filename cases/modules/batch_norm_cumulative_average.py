"""Batch norm in training mode with `momentum=None`

Without a momentum the running statistics are plain averages, and the weight of the next batch is one divided by
`float()` of the number of batches. That number is a buffer: strict mode traces an unknown number where batch norm
wants a known one, non-strict mode cannot make a Python float of it. Keep the division in tensors.
"""

import torch

tags = {"torch.batch-norm", "torch.training", "torch.buffer", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["modules/running_average_without_bias"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.BatchNorm1d(3, momentum=None)

    def forward(self, x):
        return self.norm(x)


class Averages(torch.nn.BatchNorm1d):
    def forward(self, x):
        self.num_batches_tracked.add_(1)
        weight = 1 / self.num_batches_tracked
        self.running_mean.lerp_(x.detach().mean(0), weight)
        self.running_var.lerp_(x.detach().var(0), weight)
        spread = (x.var(0, correction=0) + self.eps).sqrt()
        return (x - x.mean(0)) / spread * self.weight + self.bias


class ByHand(torch.nn.Module):
    """Write out the statistics; a backend then sees many small operators instead of one batch norm."""

    def __init__(self):
        super().__init__()
        self.norm = Averages(3)

    def forward(self, x):
        return self.norm(x)


model = Model().train()
rewrites = {"by hand": ByHand().train()}
example_args = (torch.randn(4, 3),)
# Constant columns have no variance, and dividing by its rounding error says nothing.
draws = {"x": {"low": -2, "high": 2}}
more_args = [(torch.arange(12.0).reshape(4, 3),)]
