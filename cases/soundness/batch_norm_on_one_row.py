"""Batch norm in training mode on one row

That one value per channel has no variance is checked by Python code in `torch.nn.functional`, which is gone after
tracing. The exported program answers for one row, with zeros, where eager mode raises. The decomposed one refuses an
empty batch, which eager mode takes.
"""

import torch
from torch.export import Dim

# exportdb fuzz: cause adc2ac5b4ab8063d
tags = {"torch.soundness", "torch.dynamic-shape", "torch.dim-named", "torch.training"}
expect = {"strict": "shapes: Unsound", "nonstrict": "shapes: Unsound"}
no_rewrite = "A graph cannot say that a size is not one: tracing takes that for granted, and drops the check."

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.nn.functional.batch_norm(x, None, None, training=True)


model = Model()
example_args = (torch.randn(5, 4),)
dynamic_shapes = {"x": (_rows, None)}
more_args = [(torch.ones(7, 4),)]
draws = {"x": {"low": -2, "high": 2}}
