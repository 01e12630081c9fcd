"""Llama 4, text alone: causal language model

Attention in chunks, layers without positions, and one expert for each token. Positions turn pairs of channels as
complex numbers, which have no core operators.
"""

import torch
from transformers import Llama4ForCausalLM, Llama4TextConfig

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = "Complex numbers are how transformers writes these positions, and core ATen has none."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = Llama4TextConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    head_dim=8,
    intermediate_size_mlp=32,
    num_local_experts=4,
    num_experts_per_tok=1,
    attention_chunk_size=4,
    no_rope_layers=[1, 0],
    use_cache=False,
)
model = Llama4ForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
