"""Roll by half of a size

Half of a size as a shift rather than as a place: any shift is allowed, so nothing has to be proven of it, and a named
`Dim` will do.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named"}
expect = {
    "strict": "decompose: ZeroDivisionError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: ZeroDivisionError, shapes: OverRestrictiveDecomposed",
}
near = ["data_dependent/roll_selection", "dynamic_shapes/halves_of_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x.roll(x.shape[0] // 2, 0) * (x.shape[0] % 2)


class ByIndex(torch.nn.Module):
    """Gather by computed indices, of which the first are negative; that works for no rows as well."""

    def forward(self, x):
        return x[torch.arange(x.shape[0]) - x.shape[0] // 2] * (x.shape[0] % 2)


model = Model()
rewrites = {"by index": ByIndex()}
example_args = (torch.randn(7, 3),)
dynamic_shapes = {"x": {0: Dim("rows")}}
more_args = [(torch.ones(8, 3),), (torch.ones(1, 3),), (torch.arange(15.0).reshape(5, 3),), (torch.ones(0, 3),)]
