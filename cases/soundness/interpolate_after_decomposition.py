"""Interpolation of an empty input, after decomposition

The operator refuses an input without elements. Its decomposition computes with indices and weights and asks nothing,
so the decomposed program returns an empty tensor where eager mode and the exported program raise.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause c60a27ba380305cd
# exportdb fuzz: cause 40abc6f2bb414839
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}
no_rewrite = "A graph cannot say that a size is not zero: tracing takes that for granted, and drops the check."

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.interpolate(x, scale_factor=2.0, mode="linear")


model = Model()
example_args = (torch.randn(1, 2, 5),)
dynamic_shapes = {"x": (None, None, _rows)}
more_args = [(torch.ones(1, 2, 7),)]
