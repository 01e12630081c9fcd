"""A GRU over packed sequences

`pack_padded_sequence` computes the batch size of every step from the lengths, as numbers in Python. Strict mode refuses
to trace it, and in non-strict mode a number that is still a tensor reaches `torch.zeros`. In one direction, run over
the padding and blank it afterwards: it comes last, so it reaches no real step.
"""

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

tags = {"torch.recurrent", "torch.dynamic-value"}
expect = {"strict": "export: GB0007", "nonstrict": "export: TypeError"}
issues = ["pytorch/pytorch#171978"]
near = ["operators/lstm_over_dynamic_length"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = torch.nn.GRU(3, 4, batch_first=True)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.gru(packed)[0], batch_first=True, total_length=x.shape[1])[0]


class Masked(torch.nn.Module):
    """Run over the padding and set it to zero; the padded steps cost time, and a bidirectional GRU would see them."""

    def __init__(self, gru):
        super().__init__()
        self.gru = gru

    def forward(self, x, lengths):
        real = torch.arange(x.shape[1]) < lengths[:, None]
        return self.gru(x)[0] * real[:, :, None]


model = Model()
rewrites = {"mask": Masked(model.gru)}
example_args = (torch.randn(2, 5, 3), torch.tensor([5, 2]))
more_args = [(torch.randn(2, 5, 3), torch.tensor([1, 4]))]
