"""BEiT: image classification

Biases of relative positions are looked up and interpolated to the image. The batch is dynamic, and the size of the
image is not.
"""

import torch
from transformers import BeitConfig, BeitForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = BeitConfig(
    image_size=32,
    patch_size=8,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    use_relative_position_bias=True,
    use_mask_token=False,
)
model = BeitForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
