"""BLOOM: causal language model

ALiBi: a slope of each head times the distance is added to the scores; no positions otherwise. Batch, length and
padding may differ from the example.
"""

import torch
from transformers import BloomConfig, BloomForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = BloomConfig(vocab_size=64, hidden_size=16, n_layer=1, n_head=2, use_cache=False)
model = BloomForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
