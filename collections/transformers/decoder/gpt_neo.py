"""GPT-Neo: causal language model

Layers of global and of local attention in turn; the local mask is a slice of a stored one. Batch, length and padding
may differ from the example.
"""

import torch
from transformers import GPTNeoConfig, GPTNeoForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = GPTNeoConfig(
    vocab_size=64,
    hidden_size=16,
    num_layers=2,
    num_heads=2,
    intermediate_size=32,
    attention_types=[[["global", "local"], 1]],
    max_position_embeddings=32,
    window_size=4,
    use_cache=False,
)
model = GPTNeoForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
