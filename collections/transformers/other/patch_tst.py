"""PatchTST: forecasting

A series is cut into patches with `unfold`, each channel for itself. After decomposition a `view` meets strides that
it cannot take.
"""

import torch
from transformers import PatchTSTConfig, PatchTSTForPrediction

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto"}
expect = {"strict": "decompose: RuntimeError", "nonstrict": "decompose: RuntimeError"}
no_rewrite = "The view stands in the forward of transformers; the program before decomposition is right."

_AUTO = torch.export.Dim.AUTO

_config = PatchTSTConfig(
    num_input_channels=2,
    context_length=16,
    patch_length=4,
    patch_stride=4,
    prediction_length=4,
    d_model=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    ffn_dim=32,
)
model = PatchTSTForPrediction(_config).eval()
example_args = (torch.randn(2, 16, 2),)
dynamic_shapes = {"past_values": {0: _AUTO}}
more_args = [(torch.randn(3, 16, 2),), (torch.randn(1, 16, 2),)]
