"""Llama: one step of generation, the cache going in and out

The class of the cache is registered as a pytree by transformers' own function, so its keys and values are inputs and
outputs of the graph, with a dynamic length. Eager mode also lengthens the cache that was handed in; the exported
program leaves that as it was, and who goes on with it goes on with an old one.
"""

import torch
from transformers import DynamicCache, LlamaConfig, LlamaForCausalLM
from transformers.integrations.executorch import register_dynamic_cache_export_support

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.kv-cache", "torch.pytree"}
expect = {"strict": "run: InputMutationDiffers", "nonstrict": "run: InputMutationDiffers"}
no_rewrite = (
    "An exported program changes tensors that it is handed, and not the object around them: take the cache from "
    "the result."
)

_AUTO = torch.export.Dim.AUTO
register_dynamic_cache_export_support()


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
    "past_key_values": [[{0: _AUTO, 2: _AUTO}] * 2, [{0: _AUTO, 2: _AUTO}] * 2],
}
more_args = [_step(3, 9), _step(2, 1)]
