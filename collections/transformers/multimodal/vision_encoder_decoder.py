"""VisionEncoderDecoder: ViT and GPT-2

Any encoder of images with any decoder of text, joined by attention across. GPT-2's fused attention comes out of the
decomposition with other strides than it was traced with.
"""

import copy

import torch
from transformers import GPT2Config, VisionEncoderDecoderConfig, VisionEncoderDecoderModel, ViTConfig

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.image"}
expect = {"strict": "decompose: ValueError", "nonstrict": "decompose: ValueError"}

_AUTO = torch.export.Dim.AUTO

_encoder = ViTConfig(
    image_size=32, patch_size=8, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
)
_decoder = GPT2Config(vocab_size=64, n_embd=16, n_layer=1, n_head=2, n_positions=32, use_cache=False)
_config = VisionEncoderDecoderConfig.from_encoder_decoder_configs(_encoder, _decoder)
model = VisionEncoderDecoderModel(config=_config).eval()
_eager = copy.deepcopy(model)
_eager.set_attn_implementation("eager")
rewrites = {"eager attention": _eager}
example_args = (torch.randn(2, 3, 32, 32), torch.randint(64, (2, 6)))
dynamic_shapes = {"pixel_values": {0: _AUTO}, "decoder_input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 3, 32, 32), torch.randint(64, (3, 9)))]
