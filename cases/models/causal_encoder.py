"""A causal encoder with learned positions, up to a maximal length

Positions are looked up by `arange`, and the mask is computed from it, so every length up to the size of the table
works, and a `Dim` with that maximum says so. A longer input is refused before the program runs. Slicing the table
instead would ask whether the slice is the whole table, and leave the maximum out.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.dynamic-shape", "torch.range-constraint", "torch.dim-named"}
near = ["models/decoder_with_growing_cache", "models/padded_text_encoder"]

LONGEST = 16


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = torch.nn.Embedding(10, 8)
        self.positions = torch.nn.Embedding(LONGEST, 8)
        self.mix = torch.nn.Linear(8, 24)
        self.norm = torch.nn.LayerNorm(8)

    def forward(self, tokens):
        place = torch.arange(tokens.shape[1])
        x = self.tokens(tokens) + self.positions(place)
        query, key, value = self.mix(self.norm(x)).unflatten(-1, (3, 2, 4)).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=place <= place[:, None])
        return x + seen.transpose(1, 2).flatten(2)


model = Model()
example_args = (torch.tensor([[1, 2, 3, 4]]),)
dynamic_shapes = {"tokens": {1: torch.export.Dim("length", max=LONGEST)}}
more_args = [(torch.tensor([[5, 6]]),), (torch.arange(10)[None],), (torch.zeros(1, 17, dtype=torch.int64),)]
