"""Set a module up again by `super().__init__()` in `forward`

A `reset` that calls the constructor of Module throws parameters, buffers and hooks away and makes new dicts for them.
Strict mode does not follow that on a module that exists. Non-strict mode runs it while tracing. Reset the values that
change, and leave the rest of the module alone.
"""

import torch

tags = {"python.inheritance", "python.side-effect", "torch.module", "python.graph-break"}
expect = {"strict": "export: GB0162"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.reset()

    def reset(self):
        super().__init__()
        self.scale = 2.0

    def forward(self, x):
        self.reset()
        return x * self.scale


class ResetsValues(torch.nn.Module):
    """Set the values alone; what else was put on the module since stays there."""

    def __init__(self):
        super().__init__()
        self.reset()

    def reset(self):
        self.scale = 2.0

    def forward(self, x):
        self.reset()
        return x * self.scale


model = Model()
rewrites = {"values only": ResetsValues()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
