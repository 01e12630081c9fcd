"""XLNet: causal language model

Relative positions, made anew for each length, and attention that could run in two streams.
"""

import torch
from transformers import XLNetConfig, XLNetLMHeadModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto"}

_AUTO = torch.export.Dim.AUTO

_config = XLNetConfig(vocab_size=64, d_model=16, n_layer=1, n_head=2, d_inner=32, use_cache=False)
model = XLNetLMHeadModel(_config).eval()
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
