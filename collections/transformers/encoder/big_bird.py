"""BigBird: masked language model

Attention between blocks: neighbours, the ends, and random ones that NumPy draws. Inputs too short for it are computed
with full attention. The plan of random blocks is drawn for one length while tracing, so the length comes out as a
number, and others are refused; the rewrite says so in the spec.
"""

import torch
from transformers import BigBirdConfig, BigBirdForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"python.numpy", "python.random", "torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = BigBirdConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=1,
    intermediate_size=32,
    attention_type="block_sparse",
    block_size=1,
    num_random_blocks=1,
)
model = BigBirdForMaskedLM(_config).eval()
rewrites = {"fixed length": {"dynamic_shapes": {"input_ids": {0: _AUTO}, "attention_mask": {0: _AUTO}}}}
example_args = _inputs(2, 8)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 10, padding=2), _inputs(1, 9)]
