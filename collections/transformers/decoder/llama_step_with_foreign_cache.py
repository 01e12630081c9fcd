"""Llama: one step of generation, with a cache that is no pytree

A `DynamicCache` handed in as it is. Nobody told torch how it is taken apart into its tensors.
"""

import torch
from transformers import DynamicCache, LlamaConfig, LlamaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.kv-cache", "torch.pytree"}
expect = {"strict": "export: UserError", "nonstrict": "export: ValueError"}
no_rewrite = (
    "The inputs would be others: keys and values as lists of tensors, as in llama_step_with_lists, or a "
    "registered class, as in llama_step_with_dynamic_cache."
)

_AUTO = torch.export.Dim.AUTO


def _step(batch, past):
    cache = DynamicCache(config=_config)
    for layer in range(2):
        cache.update(torch.randn(batch, 1, past, 8), torch.randn(batch, 1, past, 8), layer)
    return torch.randint(64, (batch, 1)), torch.ones(batch, past + 1, dtype=torch.int64), None, cache


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
)
model = LlamaForCausalLM(_config).eval()
example_args = _step(2, 5)
dynamic_shapes = {
    "input_ids": {0: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
    "position_ids": None,
    "past_key_values": None,
}
more_args = [_step(3, 9), _step(2, 1)]
