"""Wav2Vec2: speech to text

Strided convolutions over the wave, positions by a grouped convolution whose weight is normalized as a
parametrization. The norm in that weight has no core operator to be decomposed to; `remove_parametrizations` computes
the weight once and for all.
"""

import torch
from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.parametrization", "torch.signal"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}

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
)
model = Wav2Vec2ForCTC(_config).eval()
_plain = Wav2Vec2ForCTC(_config).eval()
_plain.load_state_dict(model.state_dict())
torch.nn.utils.parametrize.remove_parametrizations(_plain.wav2vec2.encoder.pos_conv_embed.conv, "weight")
rewrites = {"weight computed once": _plain}
example_args = (torch.randn(2, 400),)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 640),), (torch.randn(1, 320),)]
