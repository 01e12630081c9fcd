"""Fake quantization as in quantization-aware training

`fake_quantize_per_tensor_affine` becomes an operator with a mask for the backward pass, which is not core ATen and not
decomposed. Rounding and clamping give the same values.
"""

import torch

tags = {"torch.quantization", "torch.training", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/int8_weight_linear", "operators/quantize_and_dequantize"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.fake_quantize_per_tensor_affine(x, 0.1, 0, -128, 127)


class Plain(torch.nn.Module):
    """Round by hand and pass the gradient straight through; unlike the operator's it also passes where x is clamped."""

    def forward(self, x):
        rounded = (x / 0.1).round().clamp(-128, 127) * 0.1
        return x + (rounded - x).detach()


model = Model()
rewrites = {"straight through": Plain()}
example_args = (torch.tensor([[-0.52, 0.31, 2.18], [0.0, 20.0, -20.0]]),)
more_args = [(torch.tensor([[0.11, 0.22, 0.33], [1.0, 2.0, 3.0]]),)]
