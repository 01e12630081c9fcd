"""Call an operator by its name in `torch.ops`

The function that `custom_op` returns and the name in `torch.ops` are one operator, with or without `.default`. A name
that is computed from constants is resolved while tracing.
"""

import torch

tags = {"torch.custom-op"}
near = ["custom_ops/library_fragment"]


@torch.library.custom_op("exportdb_by_name::scale", mutates_args=())
def scale(x: torch.Tensor, factor: float) -> torch.Tensor:
    return x * factor


@scale.register_fake
def _(x, factor):
    return torch.empty_like(x)


class Model(torch.nn.Module):
    def forward(self, x):
        named = getattr(torch.ops.exportdb_by_name, "sc" + "ale")
        return torch.ops.exportdb_by_name.scale.default(x, factor=3.0) + named(x, 2.0)


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
