"""ModernBERT: masked language model

Rotary positions, and windows in two of three layers. On a GPU padding is taken out before the layers; here it is
masked. Batch, length and padding may differ from the example.
"""

import torch
from transformers import ModernBertConfig, ModernBertForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = ModernBertConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    global_attn_every_n_layers=1,
    local_attention=4,
    pad_token_id=0,
)
model = ModernBertForMaskedLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
