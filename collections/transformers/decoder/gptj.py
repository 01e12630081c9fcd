"""GPT-J: causal language model

Rotary positions that pair neighbouring channels, looked up in a stored table. Batch, length and padding may differ
from the example.
"""

import torch
from transformers import GPTJConfig, GPTJForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = GPTJConfig(vocab_size=64, n_embd=16, n_layer=1, n_head=2, n_positions=32, rotary_dim=4, use_cache=False)
model = GPTJForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
