"""LongT5: text to text

The encoder attends within blocks of three; the sequence is padded to whole blocks. The example's length is no
multiple of the block, and tracing takes that for granted of all.
"""

import torch
from transformers import LongT5Config, LongT5ForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = LongT5Config(
    vocab_size=64, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2, local_radius=3, use_cache=False
)
model = LongT5ForConditionalGeneration(_config).eval()
rewrites = {
    "fixed length": {
        "dynamic_shapes": {
            "input_ids": {0: _AUTO},
            "attention_mask": {0: _AUTO},
            "decoder_input_ids": {0: _AUTO, 1: _AUTO},
        }
    }
}
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
