"""SegFormer: segmentation

Attention over a shortened sequence at four resolutions, brought to one and fused. The first call of the model puts
hooks in place, under a lock, which strict mode cannot enter; after one call in eager mode it finds them there.
"""

import copy

import torch
from transformers import SegformerConfig, SegformerForSemanticSegmentation

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "export: GB0142"}

_AUTO = torch.export.Dim.AUTO

_config = SegformerConfig(
    num_encoder_blocks=2,
    depths=[1, 1],
    hidden_sizes=[8, 16],
    num_attention_heads=[1, 2],
    sr_ratios=[2, 1],
    patch_sizes=[7, 3],
    strides=[4, 2],
    mlp_ratios=[2, 2],
    decoder_hidden_size=16,
)
model = SegformerForSemanticSegmentation(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
_called = copy.deepcopy(model)
with torch.no_grad():
    _called(*example_args)
rewrites = {"called once before": _called}
