"""`logsumexp` of nothing, after decomposition

For numerical stability the decomposition subtracts the largest value first, and nothing has no largest value. Eager
mode gives minus infinity for an empty batch, and the decomposed program raises.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 9e80e6d77cee41c4
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: OverRestrictiveDecomposed", "nonstrict": "shapes: OverRestrictiveDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return x.logsumexp(0)


class WrittenOut(torch.nn.Module):
    """Write out the definition. It overflows for large values, which the operator does not."""

    def forward(self, x):
        return x.exp().sum(0).log()


model = Model()
rewrites = {"written out": WrittenOut()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
