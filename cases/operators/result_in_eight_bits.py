"""Scales in eight bits of exponent, as microscaling formats store them

`float8_e8m0fnu` holds powers of two. It exports; whether the program can be saved depends on whether the file's format
has a name for the dtype.
"""

import torch

tags = {"torch.dtype", "torch.serialization", "torch.quantization"}
requires = {"torch>=2.7"}
near = ["operators/unsigned_result"]


class Model(torch.nn.Module):
    def forward(self, x):
        scale = x.abs().amax(-1, keepdim=True).to(torch.float8_e8m0fnu)
        return x / scale.float()


class RoundedExponent(torch.nn.Module):
    """Keep the scale in float32 as the next power of two, which is what the dtype rounds to."""

    def forward(self, x):
        scale = 2.0 ** x.abs().amax(-1, keepdim=True).log2().round()
        return x / scale


model = Model()
rewrites = {"float32": RoundedExponent()}
example_args = (torch.tensor([[1.0, -2.0, 0.5], [4.0, 8.0, -1.0]]),)
more_args = [(torch.ones(2, 3),)]
