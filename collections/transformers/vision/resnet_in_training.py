"""ResNet in training mode

Batch norm updates its running statistics and counts the batches. In training mode the norm becomes an operator that
is not core ATen; the decomposition has none for it.
"""

import torch
from transformers import ResNetConfig, ResNetForImageClassification

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.batch-norm", "torch.dim-auto", "torch.image", "torch.mutation", "torch.training"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = (
    "It is what batch norm in training mode is decomposed to; in evaluation mode, as in vision/resnet, it is core."
)

_AUTO = torch.export.Dim.AUTO

_config = ResNetConfig(embedding_size=8, hidden_sizes=[8, 16], depths=[1, 1])
model = ResNetForImageClassification(_config).train()
example_args = (torch.randn(2, 3, 32, 32),)
dynamic_shapes = {"pixel_values": {0: _AUTO, 2: _AUTO, 3: _AUTO}}
more_args = [(torch.randn(3, 3, 64, 32),), (torch.randn(1, 3, 32, 64),)]
