"""Wav2Vec2 in training mode: speech to text

Layers are dropped by comparing a random number with `layerdrop`. The masking of frames, at places that NumPy draws,
is switched off.
"""

import torch
from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"python.random", "torch.dim-auto", "torch.dynamic-value", "torch.signal", "torch.training"}
expect = {"strict": "export: GB0206", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "Which layers are left out is drawn on each call; `layerdrop=0.0` in the config exports, and leaves out none."
)

_AUTO = torch.export.Dim.AUTO

_config = Wav2Vec2Config(
    vocab_size=32,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    conv_dim=[8, 8],
    conv_kernel=[10, 3],
    conv_stride=[5, 2],
    num_conv_pos_embeddings=4,
    num_conv_pos_embedding_groups=2,
    mask_time_prob=0.0,
)
model = Wav2Vec2ForCTC(_config).train()
example_args = (torch.randn(2, 400),)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 640),), (torch.randn(1, 320),)]
