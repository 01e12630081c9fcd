"""YOLOS: object detection

Detection tokens beside the patches; positions in every layer are resized to the image. The batch is dynamic, and the
size of the image is not.
"""

import torch
from transformers import YolosConfig, YolosForObjectDetection

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.image"}

_AUTO = torch.export.Dim.AUTO

_config = YolosConfig(
    image_size=[32, 32],
    patch_size=8,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    num_detection_tokens=4,
    use_mid_position_embeddings=True,
)
model = YolosForObjectDetection(_config).eval()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32),), (torch.randn(1, 3, 32, 32),)]
