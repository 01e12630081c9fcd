"""PoolFormer: image classification

Average pooling stands where others have attention. Batch, height and width are dynamic.
"""

import torch
from transformers import PoolFormerConfig, PoolFormerForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = PoolFormerConfig(
    hidden_sizes=[8, 16], depths=[1, 1], num_encoder_blocks=2, patch_sizes=[7, 3], strides=[4, 2], padding=[2, 1]
)
model = PoolFormerForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
