"""Quantize with `quantize_per_tensor`

Quantized dtypes such as `qint8` are tensors of a kind of their own. Export traces them and the program runs, but the
file format does not know the dtype, and no core ATen operator does. Quantization by rounding, clamping and int8 says
the same in plain operators.
"""

import torch

tags = {"torch.quantization", "torch.dtype", "torch.serialization", "torch.decomposition"}
expect = {
    "strict": "decompose: NonCoreATen, serialize: SerializeError",
    "nonstrict": "decompose: NonCoreATen, serialize: SerializeError",
}
near = ["models/int8_weight_linear", "operators/fake_quantize", "inputs_outputs/quantized_tensor_as_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.quantize_per_tensor(x, 0.1, 3, torch.qint8).dequantize()


class Plain(torch.nn.Module):
    """Round and clamp to int8 by hand; scale and zero point are no longer part of the tensor."""

    def forward(self, x):
        quantized = ((x / 0.1).round() + 3).clamp(-128, 127).to(torch.int8)
        return (quantized.float() - 3) * 0.1


model = Model()
rewrites = {"plain int8": Plain()}
example_args = (torch.tensor([[-0.52, 0.31, 2.18], [0.0, 20.0, -20.0]]),)
# Values half-way between two steps are rounded either way, by the last digit of a division.
draws = {"x": {"keep": True}}
more_args = [(torch.tensor([[0.11, 0.22, 0.33], [1.0, 2.0, 3.0]]),)]
