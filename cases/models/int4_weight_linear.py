"""A linear layer with two int4 weights in each byte

Masks on uint8 unpack the weights in `forward`, without a dtype of four bits. Of the two ways to reach the upper half,
the shift `>>` is not core ATen and not decomposed, and a division by 16 is.
"""

import torch

tags = {"torch.quantization", "torch.buffer", "torch.dtype", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["models/int8_weight_linear"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("packed", torch.arange(12, dtype=torch.uint8).reshape(4, 3) * 21)
        self.register_buffer("scale", torch.full((4,), 0.1))

    def forward(self, x):
        low, high = self.packed & 15, self.packed >> 4
        weight = torch.stack((low, high), -1).flatten(1).to(x.dtype) - 8
        return x @ weight.mT * self.scale


class Divided(Model):
    """Divide instead of shifting; a compiler turns a division by 16 into a shift."""

    def forward(self, x):
        low, high = self.packed & 15, self.packed // 16
        weight = torch.stack((low, high), -1).flatten(1).to(x.dtype) - 8
        return x @ weight.mT * self.scale


model = Model()
rewrites = {"division": Divided()}
example_args = (torch.randn(3, 6),)
more_args = [(torch.ones(3, 6),)]
