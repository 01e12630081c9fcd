"""Speech2Text: speech to text

Strided convolutions shorten the spectrogram; sinusoidal positions count what is not padding.
"""

import torch
from transformers import Speech2TextConfig, Speech2TextForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, frames, length):
    mask = torch.ones(batch, frames, dtype=torch.int64)
    return torch.randn(batch, frames, 8), mask, torch.randint(3, 64, (batch, length))


_config = Speech2TextConfig(
    vocab_size=64,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    input_feat_per_channel=8,
    input_channels=1,
    conv_channels=16,
    num_conv_layers=2,
    max_source_positions=16,
    max_target_positions=16,
    pad_token_id=0,
    bos_token_id=1,
    eos_token_id=2,
    decoder_start_token_id=1,
    use_cache=False,
)
model = Speech2TextForConditionalGeneration(_config).eval()
example_args = _inputs(2, 24, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_features", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 32, 7), _inputs(1, 16, 4)]
