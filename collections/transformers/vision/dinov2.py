"""DINOv2: image classification

Positions are interpolated to the image on every call. Whether the image has the size of the table is asked first, and
a square example answers yes for all: only square images are taken. An example that is not square takes the other
branch.
"""

import torch
from transformers import Dinov2Config, Dinov2ForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_config = Dinov2Config(
    image_size=32, patch_size=8, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, mlp_ratio=2
)
model = Dinov2ForImageClassification(_config).eval()
rewrites = {"an example that is not square": {"example_args": (torch.randn(2, 3, 64, 32),)}}
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
