"""Autocast, and the result converted back

A linear layer in bfloat16, and float again behind it. Strict mode keeps the region as a subgraph but records float32 as
its result, so the conversion finds nothing to do and an assertion about float32 takes its place: it fails at run time.
Convert by hand what runs in lower precision.
"""

import torch

tags = {"torch.autocast", "torch.dtype"}
expect = {"strict": "run: RuntimeError"}
near = ["export_api/autocast_result", "export_api/no_grad_in_forward"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            y = self.layer(x)
        return y.float() * 2


class ConvertsByHand(torch.nn.Module):
    """Convert input and weights; each layer has to be told."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        weight, bias = self.layer.weight.bfloat16(), self.layer.bias.bfloat16()
        return torch.nn.functional.linear(x.bfloat16(), weight, bias).float() * 2


model = Model()
rewrites = {"convert by hand": ConvertsByHand(model.layer)}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
