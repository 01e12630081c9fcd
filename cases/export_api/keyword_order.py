"""Keywords in another order than in the signature

Inputs and spec are matched by name, not by order; the graph has them in the order of the signature.
"""

import torch
from torch.export import Dim

tags = {"python.keyword-argument", "torch.dynamic-shape", "torch.dim-named"}
expect = {"strict": "specs: FixRefused"}
near = ["export_api/defaults_left_out", "basics/keyword_inputs"]
_n = Dim("n", min=2)


class Model(torch.nn.Module):
    def forward(self, x, *, scale, bias):
        return x * scale + bias


model = Model()
example_args = (torch.randn(4),)
example_kwargs = {"bias": torch.randn(4), "scale": torch.randn(4)}
dynamic_shapes = {"scale": {0: _n}, "x": {0: _n}, "bias": {0: _n}}
