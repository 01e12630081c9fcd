"""A decoder step that writes into a cache of fixed length

Keys and values are buffers, and the position is a tensor, so every step is the same graph: write at the position, mask
what lies behind it. The writes are kept by the exported program from call to call, and show as mutated buffers in its
signature. The model is frozen first: a cache that records gradients of the weights could not be saved and written to
again.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.kv-cache", "torch.buffer", "torch.mutation", "torch.static-shape"}
near = ["models/decoder_position_by_item", "models/decoder_with_growing_cache"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.mix = torch.nn.Linear(8, 24)
        self.register_buffer("keys", torch.zeros(1, 2, 6, 4))
        self.register_buffer("values", torch.zeros(1, 2, 6, 4))

    def forward(self, x, position):
        query, key, value = self.mix(x).unflatten(-1, (3, 2, 4)).permute(2, 0, 3, 1, 4)
        self.keys.index_copy_(2, position, key)
        self.values.index_copy_(2, position, value)
        seen = (torch.arange(6) <= position)[None]
        return F.scaled_dot_product_attention(query, self.keys, self.values, attn_mask=seen).transpose(1, 2).flatten(2)


model = Model().requires_grad_(False)
example_args = (torch.randn(1, 1, 8), torch.tensor([0]))
# Beyond the cache, eager mode raises and the decomposed program writes somewhere.
draws = {"position": {"low": 0, "high": 5}}
more_args = [(torch.randn(1, 1, 8), torch.tensor([3])), (torch.randn(1, 1, 8), torch.tensor([5]))]
