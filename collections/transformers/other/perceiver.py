"""Perceiver: text

A fixed number of latents reads the sequence by attention across. Batch, length and padding may differ from the
example.
"""

import torch
from transformers import PerceiverConfig, PerceiverForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = PerceiverConfig(
    vocab_size=64,
    d_model=16,
    d_latents=16,
    num_latents=4,
    num_blocks=1,
    num_self_attends_per_block=1,
    num_self_attention_heads=2,
    num_cross_attention_heads=2,
    qk_channels=16,
    v_channels=16,
    max_position_embeddings=12,
)
model = PerceiverForMaskedLM(_config).eval()
example_args = _inputs(2, 12)
dynamic_shapes = {"inputs": {0: _AUTO}, "attention_mask": {0: _AUTO}}
more_args = [_inputs(3, 12, padding=2), _inputs(1, 12)]
