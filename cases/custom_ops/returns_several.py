"""A custom operator that returns two tensors of different dtypes

A quantizer: whole numbers and their scale. The annotation `tuple[Tensor, Tensor]` makes two outputs in the schema, and
the fake kernel describes both.
"""

import torch

tags = {"torch.custom-op"}
near = ["custom_ops/returns_a_list", "custom_ops/returns_an_int"]


@torch.library.custom_op("exportdb_several::quantize", mutates_args=())
def quantize(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    scale = x.abs().amax(1, keepdim=True) / 127
    return (x / scale).round().to(torch.int8), scale


@quantize.register_fake
def _(x):
    return torch.empty_like(x, dtype=torch.int8), x.new_empty(x.shape[0], 1)


class Model(torch.nn.Module):
    def forward(self, x):
        values, scale = quantize(x)
        return values * scale


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
