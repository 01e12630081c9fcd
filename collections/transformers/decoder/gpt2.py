"""GPT-2: causal language model

Learned positions and one projection for query, key and value. The fused attention's result comes out of the
decomposition with other strides than it was traced with, and the `view` after it fails; with the attention written
out, it does not.
"""

import copy

import torch
from transformers import GPT2Config, GPT2LMHeadModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "decompose: ValueError", "nonstrict": "decompose: ValueError"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), None, mask


_config = GPT2Config(vocab_size=64, n_embd=16, n_layer=1, n_head=2, n_positions=32, use_cache=False)
model = GPT2LMHeadModel(_config).eval()
_eager = copy.deepcopy(model)
_eager.set_attn_implementation("eager")
rewrites = {"eager attention": _eager}
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "past_key_values": None, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
