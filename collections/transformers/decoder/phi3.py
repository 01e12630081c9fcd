"""Phi-3 with LongRoPE: causal language model

The factors of the rotary positions are the short or the long ones: which, is decided by the longest position of the
input. `torch.where` makes the choice, so nothing branches; but the largest position is found with `torch.max` over a
whole tensor, which is no core operator.
"""

import torch
from transformers import Phi3Config, Phi3ForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.buffer", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = "`amax`, which is a core operator, would have to stand in the place of `torch.max` inside transformers."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = Phi3Config(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    pad_token_id=0,
    max_position_embeddings=32,
    original_max_position_embeddings=16,
    rope_parameters={
        "rope_type": "longrope",
        "rope_theta": 1e4,
        "short_factor": [1.0] * 4,
        "long_factor": [2.0] * 4,
        "original_max_position_embeddings": 16,
    },
    use_cache=False,
)
model = Phi3ForCausalLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 24)]
