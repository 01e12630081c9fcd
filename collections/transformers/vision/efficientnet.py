"""EfficientNet: image classification

Inverted bottlenecks; padding that depends on stride and kernel. Batch, height and width are dynamic.
"""

import torch
from transformers import EfficientNetConfig, EfficientNetForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.batch-norm", "torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = EfficientNetConfig(
    image_size=32,
    width_coefficient=0.25,
    depth_coefficient=0.25,
    hidden_dim=320,
    kernel_sizes=[3, 3],
    in_channels=[8, 16],
    out_channels=[16, 16],
    depthwise_padding=[],
    strides=[1, 2],
    num_block_repeats=[1, 1],
    expand_ratios=[1, 2],
)
model = EfficientNetForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
