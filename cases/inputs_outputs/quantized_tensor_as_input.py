"""An input that is a quantized tensor

Tracing stands tensors without data in for the inputs, and has none for dtypes such as `qint8`. Give the integers, and
scale and zero point as numbers of the program or as inputs of their own.
"""

import torch

tags = {"torch.quantization", "torch.dtype"}
expect = {"strict": "export: GB0064", "nonstrict": "export: UnsupportedFakeTensorException"}
near = ["operators/quantize_and_dequantize", "models/int8_weight_linear"]
no_rewrite = "the caller has to give other inputs: `x.int_repr()`, with its scale and zero point"


class Model(torch.nn.Module):
    def forward(self, x):
        return x.dequantize() * 2


model = Model()
example_args = (torch.quantize_per_tensor(torch.tensor([0.5, -1.0, 0.25, 2.0]), 0.1, 0, torch.qint8),)
more_args = [(torch.quantize_per_tensor(torch.ones(4), 0.1, 0, torch.qint8),)]
