"""T5 with its cache: text to text

`use_cache`, the default: the result holds an `EncoderDecoderCache`. Its class is no pytree, so torch cannot give it
back.
"""

import torch
from transformers import T5Config, T5ForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.kv-cache", "torch.pytree"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: RuntimeError"}
no_rewrite = "The result would be another one: `use_cache=False` leaves the cache out, as in encoder_decoder/t5."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = T5Config(vocab_size=64, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2)
model = T5ForConditionalGeneration(_config).eval()
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
