"""An encoder from `torch.nn` on padded text

In evaluation mode `TransformerEncoder` has a fast path with nested tensors, which it leaves when it is traced. So the
exported program computes on the padding, and its answers there differ from those of the fast path; mask them out.
"""

import torch

tags = {"torch.attention", "torch.dynamic-shape", "torch.nested"}
near = ["models/causal_encoder", "modules/transformer_with_causal_mask"]

_batch, _length = torch.export.Dim("batch"), torch.export.Dim("length")


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        layer = torch.nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        self.tokens = torch.nn.Embedding(10, 8, padding_idx=0)
        self.encoder = torch.nn.TransformerEncoder(layer, 2)

    def forward(self, tokens):
        padded = tokens == 0
        hidden = self.encoder(self.tokens(tokens), src_key_padding_mask=padded)
        return hidden.masked_fill(padded[:, :, None], 0)


model = Model().eval()
example_args = (torch.tensor([[1, 2, 3, 4], [5, 6, 0, 0]]),)
dynamic_shapes = {"tokens": {0: _batch, 1: _length}}
more_args = [(torch.tensor([[1, 2, 0], [3, 0, 0], [4, 5, 6]]),)]
