"""ViT with interpolated positions

`interpolate_pos_encoding=True` resizes the table of positions to the image, so its height and width can be dynamic.
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
example_args = (torch.randn(2, 3, 64, 32),)
example_kwargs = {"interpolate_pos_encoding": True}
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}, "interpolate_pos_encoding": None}
more_args = [(torch.randn(3, 3, 64, 64),), (torch.randn(2, 3, 32, 48),)]
