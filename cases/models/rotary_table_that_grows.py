"""A table of rotary angles that grows when the input is longer

The comparison of the length with that of the table is decided while tracing, and becomes a guard: the program is right
for lengths like the example's and refuses others that the spec allows. Compute the angles on each call, or make the
table as long as it may get.
"""

import torch

tags = {"torch.dynamic-shape", "torch.guard", "torch.buffer", "python.side-effect", "torch.dim-auto"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
requires = {"torch>=2.6"}
near = ["models/rotary_attention"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.arange(4).float()[:, None] * 0.1

    def forward(self, x):
        length = x.shape[0]
        if length > self.table.shape[0]:
            self.table = torch.arange(length).float()[:, None] * 0.1
        return x * self.table[:length].cos()


class Computed(torch.nn.Module):
    """Compute the angles on each call; they are cheap beside what follows."""

    def forward(self, x):
        return x * (torch.arange(x.shape[0]).float()[:, None] * 0.1).cos()


model = Model()
rewrites = {"computed": Computed()}
example_args = (torch.randn(3, 2),)
dynamic_shapes = {"x": {0: torch.export.Dim.AUTO}}
more_args = [(torch.randn(2, 2),), (torch.randn(9, 2),)]
