"""Another rule for a single element

`numel()` is a product of sizes, each of which tracing takes to be two or more. Whether there is more than one element
is therefore settled while tracing, without a guard, and the exported program scales a single element where eager mode
takes its sign.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 08a0ed44b70cc201
tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.zero-one-specialization",
    "python.control-flow",
}
expect = {"strict": "shapes: Unsound", "nonstrict": "shapes: Unsound"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        if x.numel() > 1:
            return x / (x.abs().sum() + 1)
        return x.sign()


class Counts(torch.nn.Module):
    """Count the elements in a tensor and choose by torch.where; both sides are computed."""

    def forward(self, x):
        count = torch.ones_like(x).sum()
        return torch.where(count > 1, x / (x.abs().sum() + 1), x.sign())


model = Model()
rewrites = {"count in a tensor": Counts()}
example_args = (torch.randn(5),)
dynamic_shapes = {"x": (_rows,)}
more_args = [(torch.ones(7),)]
