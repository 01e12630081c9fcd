"""LXMERT: words and regions

Regions found by a detector come with their boxes; layers across let words and regions read one another.
"""

import torch
from transformers import LxmertConfig, LxmertModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.image"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, regions):
    return {
        "input_ids": torch.randint(3, 64, (batch, length)),
        "visual_feats": torch.randn(batch, regions, 8),
        "visual_pos": torch.rand(batch, regions, 4),
    }


_config = LxmertConfig(
    vocab_size=64,
    hidden_size=16,
    num_attention_heads=2,
    intermediate_size=32,
    l_layers=1,
    x_layers=1,
    r_layers=1,
    visual_feat_dim=8,
)
model = LxmertModel(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 6, 4)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in example_kwargs}
