"""Make a nested tensor with `layout=torch.strided`

The layout says that the parts lie one after the other, each with its own sizes. Strict mode refuses it by name,
non-strict mode finds no fake kernel for it. Pad the parts to one size.
"""

import torch

tags = {"torch.nested", "python.graph-break"}
expect = {"strict": "export: GB0233", "nonstrict": "export: UnsupportedOperatorException"}
near = ["operators/nested_tensor_as_constant"]


class Model(torch.nn.Module):
    def forward(self, x):
        parts = torch.nested.nested_tensor([x, x[:2]], layout=torch.strided)
        return parts.to_padded_tensor(0.0)


class Padded(torch.nn.Module):
    """Pad with `pad_sequence`; what is computed afterwards sees the padding."""

    def forward(self, x):
        return torch.nn.utils.rnn.pad_sequence([x, x[:2]], batch_first=True)


model = Model()
rewrites = {"pad_sequence": Padded()}
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),)]
