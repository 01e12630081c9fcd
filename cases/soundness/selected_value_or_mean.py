"""One selected value, or the mean of several

How many values are positive is known only when the program runs. Tracing has to know whether `squeeze` drops the
dimension, and presumes that it does not; unlike with a size of an input, even the declared range of the new size
includes 1. With one positive value eager mode doubles it, and the exported program does not.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 2abd71e9ba58a514
# exportdb fuzz: cause 610a8040e838756f
tags = {"torch.soundness", "torch.dynamic-shape", "torch.unbacked-size", "torch.dynamic-value", "python.control-flow"}
expect = {"strict": "shapes: Unsound", "nonstrict": "shapes: Unsound"}


class Model(torch.nn.Module):
    def forward(self, x):
        chosen = x[x > 0].squeeze()
        if chosen.dim() == 0:
            return chosen * 2
        return chosen.sum()


class Counts(torch.nn.Module):
    """Count the positive values in a tensor and choose by torch.where; nothing is squeezed."""

    def forward(self, x):
        chosen = x[x > 0]
        return torch.where((x > 0).sum() == 1, chosen.sum() * 2, chosen.sum())


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.tensor([1.0, -2.0, 3.0, -4.0]),)
dynamic_shapes = {"x": (Dim.AUTO,)}
more_args = [(torch.arange(-3.0, 4.0),)]
