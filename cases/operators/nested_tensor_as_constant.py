"""Use a nested tensor that was made before

Strict mode looks at the sizes of every tensor that the program touches, and a strided nested tensor has none in
common. Non-strict mode fails over the same question inside of the compiler. Pad it before export.
"""

import torch

tags = {"torch.nested", "python.global", "python.graph-break"}
expect = {"strict": "export: GB0044", "nonstrict": "export: RuntimeError"}
near = ["operators/nested_tensor_asked_strided"]

_parts = torch.nested.nested_tensor([torch.ones(2, 3), torch.ones(1, 3)])


class Model(torch.nn.Module):
    def forward(self, x):
        return x + torch.nested.to_padded_tensor(_parts, 0.0).sum((0, 1))


class PaddedBefore(torch.nn.Module):
    """Keep the padded tensor as a buffer; it holds the padding too."""

    def __init__(self):
        super().__init__()
        self.register_buffer("parts", torch.nested.to_padded_tensor(_parts, 0.0))

    def forward(self, x):
        return x + self.parts.sum((0, 1))


model = Model()
rewrites = {"padded before": PaddedBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
