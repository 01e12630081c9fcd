"""LayoutLM: tokens with boxes

Each token has a box on the page; four embeddings of its edges are added to that of the word.
"""

import torch
from transformers import LayoutLMConfig, LayoutLMForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    corners = torch.randint(32, (batch, length, 2))
    return torch.randint(3, 64, (batch, length)), torch.cat((corners, corners + 8), dim=-1)


_config = LayoutLMConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    max_2d_position_embeddings=64,
)
model = LayoutLMForMaskedLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "bbox": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9), _inputs(1, 4)]
