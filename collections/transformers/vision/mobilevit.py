"""MobileViT: image classification

Between convolutions the image is folded into patches, resized first where it does not divide. The batch is dynamic,
and the size of the image is not.
"""

import torch
from transformers import MobileViTConfig, MobileViTForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = MobileViTConfig(
    image_size=32, hidden_sizes=[16, 24, 32], neck_hidden_sizes=[4, 8, 8, 16, 16, 24, 32], num_attention_heads=2
)
model = MobileViTForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
