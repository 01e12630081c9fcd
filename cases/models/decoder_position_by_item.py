"""A cache that is written at a position read by `.item()`

The position becomes an unknown number of the graph, and slices may begin and end at it: one row is written, and as many
are read as have been written. Both modes export it. The number of rows that are read is a size that is known only when
the program runs; a backend that needs fixed sizes wants a mask over the whole cache.
"""

import torch

tags = {"torch.kv-cache", "torch.item", "torch.dynamic-value", "torch.unbacked-size", "torch.mutation"}
near = ["models/decoder_with_static_cache"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("keys", torch.zeros(6, 4))

    def forward(self, key, position):
        start = position.item()
        self.keys[start : start + 1] = key
        return self.keys[: start + 1].sum(0)


model = Model()
example_args = (torch.randn(1, 4), torch.tensor(2))
more_args = [(torch.randn(1, 4), torch.tensor(0)), (torch.randn(1, 4), torch.tensor(5))]
