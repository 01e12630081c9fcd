"""Look up a size in a dict

A key has to be hashed, and a symbol has no hash: strict mode takes the example's size for it, which pins the size, and
non-strict mode raises. Indexing a tensor by the size keeps the symbol.
"""

import torch
from torch.export import Dim

tags = {"torch.dynamic-shape", "torch.dim-named", "python.data-structure", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: TypeError"}
SCALES = {2: 1.0, 4: 0.5, 8: 0.25}


class Model(torch.nn.Module):
    def forward(self, x):
        return x * SCALES[x.shape[0]]


class Table(torch.nn.Module):
    """Keep a table of all sizes; one that the dict does not have gives NaN instead of a KeyError."""

    def __init__(self):
        super().__init__()
        scales = torch.full((9,), torch.nan)
        for size, scale in SCALES.items():
            scales[size] = scale
        self.register_buffer("scales", scales)

    def forward(self, x):
        return x * self.scales[x.shape[0]]


model = Model()
rewrites = {"tensor": Table()}
example_args = (torch.randn(4, 3),)
dynamic_shapes = {"x": {0: Dim("rows", min=2, max=8)}}
more_args = [(torch.ones(8, 3),), (torch.ones(2, 3),)]
