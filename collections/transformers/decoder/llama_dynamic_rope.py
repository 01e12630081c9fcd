"""Llama with dynamic NTK scaling: causal language model

The frequencies of the rotary positions are computed anew, and kept in a buffer, when an input is longer than any
before. Whether it is longer is read from the position tensor.
"""

import torch
from transformers import LlamaConfig, LlamaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.buffer", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "The scaling depends on values by its definition; a model trained for a fixed scaling, linear or yarn, exports."
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
    max_position_embeddings=16,
    rope_parameters={"rope_type": "dynamic", "rope_theta": 1e4, "factor": 2.0},
    use_cache=False,
)
model = LlamaForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 24)]
