"""BART: the loss, from labels alone

Without `decoder_input_ids` the labels are shifted to the right, and -100 becomes padding.
"""

import torch
from transformers import BartConfig, BartForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.mutation", "torch.training"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    labels = torch.randint(3, 64, (batch, length))
    labels[0, -1] = -100
    return {"input_ids": torch.randint(3, 64, (batch, length)), "labels": labels}


_config = BartConfig(
    vocab_size=64,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    max_position_embeddings=32,
    use_cache=False,
)
model = BartForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "labels": {0: _AUTO, 1: _AUTO}}
