"""ResNet: image classification

Convolutions, batch norm and a mean over what is left of the image. Batch, height and width are dynamic.
"""

import torch
from transformers import ResNetConfig, ResNetForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.batch-norm", "torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = ResNetConfig(embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1])
model = ResNetForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
