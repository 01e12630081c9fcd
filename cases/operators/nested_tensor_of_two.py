"""Pad two sequences by way of a nested tensor

A nested tensor in its older, strided layout has no sizes of its own, so there is no fake tensor that could stand for it
while tracing, and both modes refuse. `pad_sequence` does the same with plain tensors.
"""

import torch
from torch.nn.utils.rnn import pad_sequence

tags = {"torch.nested", "torch.dynamic-shape"}
expect = {"strict": "export: GB0090", "nonstrict": "export: UnsupportedOperatorException"}
near = ["operators/nested_tensor_from_jagged"]


class Model(torch.nn.Module):
    def forward(self, left, right):
        return torch.nested.nested_tensor([left, right]).to_padded_tensor(0.0)


class PadSequence(torch.nn.Module):
    """Pad by `pad_sequence`; the ragged form is then gone, also for what comes after."""

    def forward(self, left, right):
        return pad_sequence([left, right], batch_first=True)


model = Model()
rewrites = {"pad_sequence": PadSequence()}
example_args = (torch.randn(2, 3), torch.randn(4, 3))
more_args = [(torch.ones(2, 3), torch.ones(4, 3))]
