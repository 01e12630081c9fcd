"""UPerNet: segmentation

A pyramid of features from ConvNeXt, pooled at several scales. How the pools divide the image is taken from the
example, and other sizes are refused; the rewrite says so in the spec.
"""

import torch
from transformers import ConvNextConfig, UperNetConfig, UperNetForSemanticSegmentation

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_backbone = ConvNextConfig(
    hidden_sizes=[8, 8, 16, 16],
    depths=[1, 1, 1, 1],
    num_stages=4,
    out_features=["stage1", "stage2", "stage3", "stage4"],
)
_config = UperNetConfig(backbone_config=_backbone, hidden_size=8, pool_scales=[1, 2], use_auxiliary_head=False)
model = UperNetForSemanticSegmentation(_config).eval()
rewrites = {"fixed size": {"dynamic_shapes": {"pixel_values": {0: _AUTO}}}}
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
