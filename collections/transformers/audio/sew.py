"""SEW: speech to text

The sequence is squeezed by average pooling and spread out again. The convolution's weight is normalized on each call,
and that norm has no core operator; `remove_parametrizations` computes the weight once and for all.
"""

import torch
from transformers import SEWConfig, SEWForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}

_AUTO = torch.export.Dim.AUTO

_config = SEWConfig(
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
    squeeze_factor=2,
)
model = SEWForCTC(_config).eval()
_plain = SEWForCTC(_config).eval()
_plain.load_state_dict(model.state_dict())
torch.nn.utils.parametrize.remove_parametrizations(_plain.sew.encoder.pos_conv_embed.conv, "weight")
rewrites = {"weight computed once": _plain}
example_args = (torch.randn(2, 400),)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 640),), (torch.randn(1, 320),)]
