"""Whisper: speech to text

A fixed number of frames of a spectrogram for the encoder, any number of tokens for the decoder.
"""

import torch
from transformers import WhisperConfig, WhisperForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    return {"input_features": torch.randn(batch, 8, 32), "decoder_input_ids": torch.randint(3, 64, (batch, length))}


_config = WhisperConfig(
    vocab_size=64,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    num_mel_bins=8,
    max_source_positions=16,
    max_target_positions=16,
    pad_token_id=0,
    bos_token_id=1,
    eos_token_id=2,
    decoder_start_token_id=1,
    use_cache=False,
)
model = WhisperForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 5)
dynamic_shapes = {"input_features": {0: _AUTO}, "decoder_input_ids": {0: _AUTO, 1: _AUTO}}
