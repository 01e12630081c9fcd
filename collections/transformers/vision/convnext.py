"""ConvNeXt: image classification

Depthwise convolutions, and norms over channels that lie last. Batch, height and width are dynamic.
"""

import torch
from transformers import ConvNextConfig, ConvNextForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = ConvNextConfig(hidden_sizes=[8, 16], depths=[1, 1], num_stages=2)
model = ConvNextForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
