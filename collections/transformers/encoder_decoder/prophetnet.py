"""ProphetNet: text to text

The decoder predicts the next two tokens at once, in streams that share their positions. Batch and both lengths are
dynamic.
"""

import torch
from transformers import ProphetNetConfig, ProphetNetForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = ProphetNetConfig(
    vocab_size=64,
    hidden_size=16,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    num_encoder_layers=1,
    num_decoder_layers=1,
    num_encoder_attention_heads=2,
    num_decoder_attention_heads=2,
    max_position_embeddings=32,
    ngram=2,
    use_cache=False,
)
model = ProphetNetForConditionalGeneration(_config).eval()
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
