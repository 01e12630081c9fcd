"""A view as large as a squeezed tensor

The exported program calls `view_as`, which takes the shape when it runs. Decomposition writes the traced shape into a
`view`, and in that shape the squeezed dimension is still there. So for one row the decomposed program gives another
rank than eager mode and the exported program.
"""

import torch
from torch.export import Dim

tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.zero-one-specialization",
    "torch.decomposition",
}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        y = x.squeeze(0)
        return (y * 2).view_as(y)


class Leaves(torch.nn.Module):
    """The product has the shape already: a view of it is not needed."""

    def forward(self, x):
        return x.squeeze(0) * 2


model = Model()
rewrites = {"leave it out": Leaves()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
