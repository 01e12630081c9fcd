"""Llama: one step of generation, keys and values as lists of tensors

The cache is made inside the program, around the tensors that come in, and taken apart again before they go out.
Nothing needs to be registered, and no input is changed.
"""

import torch
from transformers import DynamicCache, LlamaConfig, LlamaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-derived", "torch.dim-named", "torch.embedding", "torch.kv-cache"}


_batch = torch.export.Dim("batch")
_past = torch.export.Dim("past")


class Step(torch.nn.Module):
    def __init__(self, language_model):
        super().__init__()
        self.language_model = language_model

    def forward(self, input_ids, attention_mask, keys, values):
        cache = DynamicCache(list(zip(keys, values, strict=True)))
        logits = self.language_model(input_ids, attention_mask, past_key_values=cache, use_cache=True).logits
        return logits, [layer.keys for layer in cache.layers], [layer.values for layer in cache.layers]


def _step(batch, past):
    keys, values = ([torch.randn(batch, 1, past, 8) for _ in range(2)] for _ in range(2))
    return torch.randint(64, (batch, 1)), torch.ones(batch, past + 1, dtype=torch.int64), keys, values


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
)
model = Step(LlamaForCausalLM(_config).eval())
example_args = _step(2, 5)
dynamic_shapes = {
    "input_ids": {0: _batch},
    "attention_mask": {0: _batch, 1: _past + 1},
    "keys": [{0: _batch, 2: _past}] * 2,
    "values": [{0: _batch, 2: _past}] * 2,
}
more_args = [_step(3, 9), _step(1, 2)]
