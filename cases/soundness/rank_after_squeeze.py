"""Ask for the rank after `squeeze`

`squeeze(0)` keeps a dimension that is not 1, and tracing takes a dynamic one not to be. The rank is a plain number
for Python, 2 for good; the operator itself looks at the size each time. For one row the two no longer agree, and the
exported program gives a number where eager mode gives a row.
"""

import torch
from torch.export import Dim

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
        y = x.squeeze(0)
        if y.dim() == 1:
            y = y.unsqueeze(0)
        return y.sum(0)


class Keeps(torch.nn.Module):
    """Leave the dimension where it is; then no rank has to be mended."""

    def forward(self, x):
        return x.sum(0)


model = Model()
rewrites = {"keep the dimension": Keeps()}
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
