"""A custom operator with optional and keyword arguments

The schema is inferred from the annotations: optional tensors, lists, strings, dtypes and defaults have forms in it. In
the graph the call stands with the arguments it was made with.
"""

import torch

tags = {"torch.custom-op", "python.keyword-argument"}


@torch.library.custom_op("exportdb_optional::blend", mutates_args=())
def blend(
    x: torch.Tensor,
    other: torch.Tensor | None = None,
    *,
    weights: list[float] | None = None,
    mode: str = "sum",
    dtype: torch.dtype = torch.float32,
) -> torch.Tensor:
    low, high = weights or (1.0, 1.0)
    y = x * low + (x if other is None else other) * high
    return (y if mode == "sum" else y / 2).to(dtype).clone()


@blend.register_fake
def _(x, other=None, *, weights=None, mode="sum", dtype=torch.float32):
    return torch.empty_like(x, dtype=dtype)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return blend(x), blend(x, y, mode="mean"), blend(y, weights=[0.5, 2.0], dtype=torch.float64)


model = Model()
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
