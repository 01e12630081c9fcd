"""Moonshine: speech to text

The wave itself goes into convolutions; rotary positions in encoder and decoder.
"""

import torch
from transformers import MoonshineConfig, MoonshineForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, samples, length):
    return {"input_values": torch.randn(batch, samples), "decoder_input_ids": torch.randint(3, 64, (batch, length))}


_config = MoonshineConfig(
    vocab_size=64,
    hidden_size=16,
    intermediate_size=32,
    encoder_num_hidden_layers=1,
    decoder_num_hidden_layers=1,
    encoder_num_attention_heads=2,
    decoder_num_attention_heads=2,
    pad_token_id=0,
    bos_token_id=1,
    eos_token_id=2,
    use_cache=False,
)
model = MoonshineForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 2000, 5)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}, "decoder_input_ids": {0: _AUTO, 1: _AUTO}}
