"""Llama in training mode, with the loss

`labels` make the loss a part of the result, computed on the shifted logits.
"""

import torch
from transformers import LlamaConfig, LlamaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.training"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    ids = torch.randint(3, 64, (batch, length))
    return {"input_ids": ids, "labels": ids.clone()}


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    use_cache=False,
)
model = LlamaForCausalLM(_config).train()
example_args = ()
example_kwargs = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "labels": {0: _AUTO, 1: _AUTO}}
