"""MPT: causal language model

ALiBi without biases anywhere. Batch, length and padding may differ from the example.
"""

import torch
from transformers import MptConfig, MptForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = MptConfig(vocab_size=64, d_model=16, n_layers=1, n_heads=2, max_seq_len=32, use_cache=False)
model = MptForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
