"""Wav2Vec2-BERT: speech to text

A conformer on features: convolutions between attention with relative keys.
"""

import torch
from transformers import Wav2Vec2BertConfig, Wav2Vec2BertForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}

_AUTO = torch.export.Dim.AUTO

_config = Wav2Vec2BertConfig(
    vocab_size=32,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    feature_projection_input_dim=20,
    conv_depthwise_kernel_size=5,
    left_max_position_embeddings=8,
    right_max_position_embeddings=4,
)
model = Wav2Vec2BertForCTC(_config).eval()
example_args = (torch.randn(2, 16, 20),)
dynamic_shapes = {"input_features": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 24, 20),), (torch.randn(1, 10, 20),)]
