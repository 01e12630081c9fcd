"""Audio Spectrogram Transformer: classification

ViT on a spectrogram, whose patches are cut by a strided convolution. The batch is dynamic.
"""

import torch
from transformers import ASTConfig, ASTForAudioClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}

_AUTO = torch.export.Dim.AUTO

_config = ASTConfig(
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    patch_size=4,
    frequency_stride=4,
    time_stride=4,
    num_mel_bins=8,
    max_length=16,
)
model = ASTForAudioClassification(_config).eval()
example_args = (torch.randn(2, 16, 8),)
dynamic_shapes = {"input_values": {0: _AUTO}}
more_args = [(torch.randn(3, 16, 8),), (torch.randn(1, 16, 8),)]
