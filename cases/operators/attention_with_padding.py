"""Attention with a mask of padded keys

A Boolean mask broadcasts over heads and queries, and batch and length stay dynamic. `run_decompositions()` turns the
attention into matrix products and a softmax, all of them core ATen.
"""

import torch
from torch.nn import functional as F

tags = {"torch.attention", "torch.dynamic-shape", "torch.dim-named"}
near = ["operators/causal_flag_from_size"]

_batch, _length = torch.export.Dim("batch"), torch.export.Dim("length")


class Model(torch.nn.Module):
    def forward(self, x, real):
        return F.scaled_dot_product_attention(x, x, x, attn_mask=real[:, None, None, :])


model = Model()
example_args = (torch.randn(2, 2, 5, 4), torch.ones(2, 5, dtype=torch.bool))
dynamic_shapes = {"x": {0: _batch, 2: _length}, "real": {0: _batch, 1: _length}}
more_args = [(torch.randn(1, 2, 3, 4), torch.tensor([[True, True, False]]))]
