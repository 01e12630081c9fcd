"""CTRL: causal language model

Sinusoidal positions from a table, and a causal mask made on each call. In forward the table is moved to the input's
device and assigned to the model, which strict mode cannot follow.
"""

import torch
from transformers import CTRLConfig, CTRLLMHeadModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "export: GB4841"}
no_rewrite = "The assignment stands in the forward of transformers; non-strict mode takes the model as it is."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = CTRLConfig(vocab_size=64, n_embd=16, n_layer=1, n_head=2, dff=32, n_positions=32, use_cache=False)
model = CTRLLMHeadModel(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
