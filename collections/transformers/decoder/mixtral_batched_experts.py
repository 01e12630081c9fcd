"""Mixtral with the experts as a batched product: causal language model

`experts_implementation="batched_mm"` gathers each token's expert weights and multiplies them in one batch. Batch,
length and padding may differ from the example.
"""

import torch
from transformers import MixtralConfig, MixtralForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = MixtralConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    num_local_experts=4,
    num_experts_per_tok=2,
    use_cache=False,
)
model = MixtralForCausalLM(_config).eval()
model.set_experts_implementation("batched_mm")
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
