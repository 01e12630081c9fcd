"""MobileNetV2: image classification

TensorFlow's padding, computed from the size of each image. They are asked for as `Dim.AUTO`, and the padding fixes
height and width; the rewrite says so in the spec.
"""

import torch
from transformers import MobileNetV2Config, MobileNetV2ForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_config = MobileNetV2Config(
    depth_multiplier=0.1, min_depth=4, depth_divisible_by=4, finegrained_output=False, image_size=32, tf_padding=True
)
model = MobileNetV2ForImageClassification(_config).eval()
rewrites = {"fixed size": {"dynamic_shapes": {"pixel_values": {0: _AUTO}}}}
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
