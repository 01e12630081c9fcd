"""Autocast around all of `forward`

The exported program computes in bfloat16 as eager does. In strict mode its signature says float32 for the result all
the same, and a backend that allocates by it has the wrong buffer; exporting once more gives the right one.
"""

import torch

tags = {"torch.autocast", "torch.dtype"}
expect = {"strict": "retrace: SignatureDiffers"}
near = ["export_api/autocast_then_convert"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    @torch.autocast("cpu", dtype=torch.bfloat16)
    def forward(self, x):
        return self.layer(x)


class ConvertsByHand(torch.nn.Module):
    """Convert input and weights; each layer has to be told."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        weight, bias = self.layer.weight.bfloat16(), self.layer.bias.bfloat16()
        return torch.nn.functional.linear(x.bfloat16(), weight, bias)


model = Model()
rewrites = {"convert by hand": ConvertsByHand(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
