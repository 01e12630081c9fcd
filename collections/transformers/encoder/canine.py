"""CANINE: characters

No vocabulary: code points are hashed into tables of embeddings, and the sequence is shortened by a strided
convolution. The length is asked for as `Dim.AUTO` and comes out as a number, so other lengths are refused; the
rewrite says so in the spec.
"""

import torch
from transformers import CanineConfig, CanineModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = CanineConfig(
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_hash_functions=2,
    num_hash_buckets=256,
    local_transformer_stride=8,
)
model = CanineModel(_config).eval()
rewrites = {"fixed length": {"dynamic_shapes": {"input_ids": {0: _AUTO}, "attention_mask": {0: _AUTO}}}}
example_args = _inputs(2, 32)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 64, padding=2), _inputs(1, 32)]
