"""Swin: image classification

Attention in windows that are shifted in every other layer, by rolling the image. Images are padded to whole windows.
The batch is dynamic, and the size of the image is not.
"""

import torch
from transformers import SwinConfig, SwinForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = SwinConfig(image_size=32, patch_size=4, embed_dim=8, depths=[2, 1], num_heads=[1, 2], window_size=2)
model = SwinForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
