"""WavLM: speech to text

Relative positions in buckets, with a gate that each layer computes. Tracing assumes that the batch is not 1, which
`Dim.AUTO` promises to nobody, and the norm of the convolution's weight has no core operator. The rewrite says that
the batch is fixed, and computes the weight once.
"""

import torch
from transformers import WavLMConfig, WavLMForCTC

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.signal"}
expect = {
    "strict": "generalize: InputRefused, decompose: NonCoreATen",
    "nonstrict": "generalize: InputRefused, decompose: NonCoreATen",
}

_AUTO = torch.export.Dim.AUTO

_config = WavLMConfig(
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
    num_buckets=16,
    max_bucket_distance=32,
)
model = WavLMForCTC(_config).eval()
_plain = WavLMForCTC(_config).eval()
_plain.load_state_dict(model.state_dict())
torch.nn.utils.parametrize.remove_parametrizations(_plain.wavlm.encoder.pos_conv_embed.conv, "weight")
rewrites = {"weight computed once, fixed batch": {"model": _plain, "dynamic_shapes": {"input_values": {1: _AUTO}}}}
example_args = (torch.randn(2, 400),)
dynamic_shapes = {"input_values": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randn(3, 640),), (torch.randn(1, 320),)]
