"""GPT-OSS: causal language model

A learned sink joins every softmax of the attention; experts with clamped gates; windows in every other layer. By
default the experts are a grouped product, and what sorts the tokens for it counts them with `histc`, which is no core
operator; the rewrite gathers each token's weights instead, at the price of memory.
"""

import copy

import torch
from transformers import GptOssConfig, GptOssForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = GptOssConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    head_dim=8,
    num_local_experts=4,
    num_experts_per_tok=2,
    sliding_window=4,
    use_cache=False,
)
model = GptOssForCausalLM(_config).eval()
_batched = copy.deepcopy(model)
_batched.set_experts_implementation("batched_mm")
rewrites = {"experts as a batched product": _batched}
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
