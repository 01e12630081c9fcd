"""`narrow` beyond the end, after decomposition

`narrow` refuses a range that reaches beyond the end. Its decomposition is a slice, which is cut short instead: with
one row or none the decomposed program gives an empty tensor where eager mode and the exported program raise.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 78122a3ded3f80dd
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return x.narrow(0, 1, 1)


class Indexes(torch.nn.Module):
    """Take the row by its index, which is checked in every form, and give it its dimension back."""

    def forward(self, x):
        return x[1].unsqueeze(0)


model = Model()
rewrites = {"index": Indexes()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
