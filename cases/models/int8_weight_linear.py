"""A linear layer with int8 weights and a scale for each row

Weights are kept as int8 buffers and cast in `forward`. All of it is core ATen, and the saved program holds the small
weights. A compiler may fuse the cast into the product.
"""

import torch

tags = {"torch.quantization", "torch.buffer", "torch.dtype"}
near = [
    "models/int4_weight_linear",
    "models/low_rank_adapter",
    "operators/fake_quantize",
    "operators/quantize_and_dequantize",
    "modules/weight_of_two_tensors",
    "inputs_outputs/quantized_tensor_as_input",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        weight = torch.randn(4, 6)
        scale = weight.abs().amax(1, keepdim=True) / 127
        self.register_buffer("weight", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale[:, 0])

    def forward(self, x):
        return x @ self.weight.to(x.dtype).mT * self.scale


model = Model()
example_args = (torch.randn(3, 6),)
dynamic_shapes = {"x": {0: torch.export.Dim("rows")}}
more_args = [(torch.randn(7, 6),)]
