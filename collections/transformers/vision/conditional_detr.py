"""Conditional DETR: object detection

Queries carry a reference point, and attention in the decoder splits content from place. The batch is dynamic, and the
size of the image is not.
"""

import torch
from transformers import ConditionalDetrConfig, ConditionalDetrForObjectDetection, ResNetConfig

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_backbone = ResNetConfig(embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1], out_features=["stage2"])
_config = ConditionalDetrConfig(
    backbone_config=_backbone,
    d_model=16,
    num_queries=4,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
)
model = ConditionalDetrForObjectDetection(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
