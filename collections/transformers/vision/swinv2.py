"""Swin v2: image classification

Cosine attention, with a bias that a small network computes from the distances. Queries and keys are divided by their
norms, an operator that is not core ATen.
"""

import torch
from transformers import Swinv2Config, Swinv2ForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = "The norms stand in the forward of transformers; Swin's first version is core."

_AUTO = torch.export.Dim.AUTO

_config = Swinv2Config(image_size=32, patch_size=4, embed_dim=8, depths=[1, 1], num_heads=[1, 2], window_size=2)
model = Swinv2ForImageClassification(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
