"""An operator that raises, and whose result is not used

The largest value of nothing is an error, in eager mode and in the exported program, where the operator still stands.
Decomposition leaves out what no result depends on, and with it the error.
"""

import torch
from torch.export import Dim

tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.decomposition"}
expect = {"strict": "shapes: UnsoundDecomposed", "nonstrict": "shapes: UnsoundDecomposed"}
no_rewrite = "A functional graph keeps what its results depend on, and an error is no result."

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        x.amax(0)
        return x + 1


model = Model()
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
