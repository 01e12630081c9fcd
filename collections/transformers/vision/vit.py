"""ViT: image classification

Patches by a strided convolution, a class token, learned positions: the size of the image is part of the model. The
batch is dynamic, and the size of the image is not.
"""

import torch
from transformers import ViTConfig, ViTForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = ViTConfig(
    image_size=32, patch_size=8, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
)
model = ViTForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
