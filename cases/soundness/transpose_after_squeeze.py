"""Transpose after `squeeze`, after decomposition

`t` takes a vector as it is. Its decomposition is a permutation of two dimensions, since tracing presumes that
`squeeze` dropped none; for one row the decomposed program fails on a tensor of one dimension, which eager mode takes.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause 695e8f94a822783a
tags = {
    "torch.soundness",
    "torch.dynamic-shape",
    "torch.dim-named",
    "torch.zero-one-specialization",
    "torch.decomposition",
}
expect = {"strict": "shapes: OverRestrictiveDecomposed", "nonstrict": "shapes: OverRestrictiveDecomposed"}
no_rewrite = "The rank of the result depends on a size, and a graph has results of one rank."

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return x.squeeze(0).t() * 2


model = Model()
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
