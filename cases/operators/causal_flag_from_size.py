"""Attention that is causal when there is more than one query

With a dynamic number of queries, `length > 1` is a symbolic bool, and `scaled_dot_product_attention` takes only a
Python bool. Both modes fail on the type. Build the mask from the sizes, aligned at the last key; it is then right for
one query as well.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.dynamic-shape"}
expect = {"strict": "export: GB0112", "nonstrict": "export: TypeError"}
issues = ["pytorch/pytorch#154038", "pytorch/pytorch#124707"]
requires = {"torch>=2.6"}
near = ["operators/attention_with_padding"]


class Model(torch.nn.Module):
    def forward(self, query, key):
        return F.scaled_dot_product_attention(query, key, key, is_causal=query.shape[-2] > 1)


class WithMask(torch.nn.Module):
    """Say by a mask which keys are seen; kernels that know the causal case by its flag are then not chosen."""

    def forward(self, query, key):
        queries, keys = query.shape[-2], key.shape[-2]
        past = torch.arange(keys) - (keys - queries) <= torch.arange(queries)[:, None]
        return F.scaled_dot_product_attention(query, key, key, attn_mask=past)


model = Model()
rewrites = {"mask": WithMask()}
example_args = (torch.randn(1, 2, 5, 4), torch.randn(1, 2, 5, 4))
dynamic_shapes = {"query": {2: torch.export.Dim.AUTO}, "key": {2: torch.export.Dim.AUTO}}
# The two forms agree where query and key are of one length.
draws = {"query": {"keep": True}, "key": {"keep": True}}
more_args = [
    (torch.randn(1, 2, 3, 4), torch.randn(1, 2, 3, 4)),
    (torch.randn(1, 2, 1, 4), torch.randn(1, 2, 6, 4)),
]
