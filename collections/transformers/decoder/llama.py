"""Llama, called as the documentation shows: causal language model

Rotary positions, RMSNorm, fewer keys than queries. With `use_cache`, the default, the result holds a `DynamicCache`
beside the logits. Its class is no pytree, so torch cannot give it back.
"""

import torch
from transformers import LlamaConfig, LlamaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.kv-cache", "torch.pytree"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: RuntimeError"}
no_rewrite = (
    "The result would be another one: `use_cache=False` leaves the cache out, and keys and values as lists of "
    "tensors take its place in llama_step_with_lists."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
)
model = LlamaForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
