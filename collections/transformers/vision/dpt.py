"""DPT: depth

The states of several layers are reassembled into images and fused from coarse to fine. The first call of the model
puts hooks in place, under a lock, which strict mode cannot enter; after one call in eager mode it finds them there.
"""

import copy

import torch
from transformers import DPTConfig, DPTForDepthEstimation

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}
expect = {"strict": "export: GB0142"}

_AUTO = torch.export.Dim.AUTO

_config = DPTConfig(
    image_size=32,
    patch_size=8,
    hidden_size=16,
    num_hidden_layers=4,
    num_attention_heads=2,
    intermediate_size=32,
    backbone_out_indices=[0, 1, 2, 3],
    neck_hidden_sizes=[8, 8, 16, 16],
    fusion_hidden_size=8,
    is_hybrid=False,
)
model = DPTForDepthEstimation(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
_called = copy.deepcopy(model)
with torch.no_grad():
    _called(*example_args)
rewrites = {"called once before": _called}
