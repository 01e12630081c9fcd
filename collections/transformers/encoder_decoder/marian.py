"""Marian: translation

A bias on the logits is a buffer of the model. Batch and both lengths are dynamic.
"""

import torch
from transformers import MarianConfig, MarianMTModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = MarianConfig(
    vocab_size=64,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    max_position_embeddings=32,
    pad_token_id=0,
    decoder_start_token_id=0,
    use_cache=False,
)
model = MarianMTModel(_config).eval()
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
