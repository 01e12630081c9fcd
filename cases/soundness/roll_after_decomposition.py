"""`roll` of an empty tensor, after decomposition

The decomposition takes the shift modulo the size, in Python arithmetic on sizes. An empty tensor, which the declared
range includes and eager mode takes, makes that a division by zero.
"""

import torch
from torch.export import Dim

tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: OverRestrictiveDecomposed", "nonstrict": "shapes: OverRestrictiveDecomposed"}

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return x.roll(1, 0)


class Indexes(torch.nn.Module):
    """Gather by computed indices, of which the first is -1; that works for no rows as well."""

    def forward(self, x):
        return x[torch.arange(x.shape[0]) - 1]


model = Model()
rewrites = {"by index": Indexes()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
