"""Change a parameter through its `.data`

Writing to `.data` is how older code changes weights without autograd. The write goes to a constant that stands for the
memory: strict mode loses it, non-strict mode refuses. State that `forward` changes belongs into a buffer.
"""

import torch

tags = {"torch.tensor-data", "torch.parameter", "torch.mutation"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#170672"]
near = ["views_and_memory/data_replaced", "views_and_memory/parameter_scaled_without_gradient"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = torch.nn.Parameter(torch.ones(3))

    def forward(self, x):
        self.scale.data.mul_(0.5)
        return x * self.scale


class KeepsBuffer(torch.nn.Module):
    """Keep it as a buffer. An optimizer no longer sees it."""

    def __init__(self):
        super().__init__()
        self.register_buffer("scale", torch.ones(3))

    def forward(self, x):
        self.scale.mul_(0.5)
        return x * self.scale


model = Model()
rewrites = {"buffer": KeepsBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
