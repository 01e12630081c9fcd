"""Wav2Vec2 with a mask: speech to text

The mask over the wave is turned into one over the frames by counting: lengths are computed, and ones are written at
their ends. The norm in that weight has no core operator to be decomposed to; `remove_parametrizations` computes the
weight once and for all.
"""

import torch
from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.mutation", "torch.signal"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randn(batch, length), mask


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
example_args = _inputs(2, 400, padding=80)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 640, padding=200), _inputs(1, 320)]
