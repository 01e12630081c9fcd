"""Unpack a tensor of dynamic length into the first element and the rest

`first, *rest = x` makes a Python list of the elements, whose length must be known while tracing. Slices say the same
and leave the length open.
"""

import torch

tags = {"python.unpacking", "torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation"}
expect = {"strict": "export: UserError", "nonstrict": "export: UserError"}
near = ["python_statements/unpack_shape"]


class Model(torch.nn.Module):
    def forward(self, x):
        first, *rest = x
        return torch.stack(rest) - first


class WithSlices(torch.nn.Module):
    """Index and slice; an empty input then fails at the index and not at the unpacking."""

    def forward(self, x):
        return x[1:] - x[0]


model = Model()
rewrites = {"slices": WithSlices()}
example_args = (torch.randn(5, 2),)
dynamic_shapes = {"x": {0: torch.export.Dim("length", min=3)}}
more_args = [(torch.ones(3, 2),), (torch.randn(8, 2),)]
