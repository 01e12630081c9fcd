"""A decoder step that appends to a cache of keys and values

The cache is an input and an output, and its length a dynamic size that is one less than the output's. The caller hands
the cache of the last step to the next one; the program keeps no state.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.kv-cache", "torch.dynamic-shape", "python.data-structure"}
near = ["models/causal_encoder", "models/decoder_with_static_cache"]

_past = torch.export.Dim("past")


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.mix = torch.nn.Linear(8, 24)
        self.out = torch.nn.Linear(8, 8)

    def forward(self, x, cache):
        query, key, value = self.mix(x).unflatten(-1, (3, 2, 4)).permute(2, 0, 3, 1, 4)
        key = torch.cat((cache["key"], key), dim=2)
        value = torch.cat((cache["value"], value), dim=2)
        seen = F.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
        return self.out(seen), {"key": key, "value": value}


def _cache(length):
    return {"key": torch.randn(1, 2, length, 4), "value": torch.randn(1, 2, length, 4)}


model = Model()
example_args = (torch.randn(1, 1, 8), _cache(3))
dynamic_shapes = {"x": None, "cache": {"key": {2: _past}, "value": {2: _past}}}
more_args = [(torch.randn(1, 1, 8), _cache(7)), (torch.randn(1, 1, 8), _cache(0))]
