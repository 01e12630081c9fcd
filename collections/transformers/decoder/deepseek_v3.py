"""DeepSeek-V3: causal language model

Keys and values come out of a small latent; experts are chosen in groups, by sigmoid scores with a correcting bias. By
default the experts are a grouped product, and what sorts the tokens for it counts them with `histc`, which is no core
operator; the rewrite gathers each token's weights instead, at the price of memory.
"""

import copy

import torch
from transformers import DeepseekV3Config, DeepseekV3ForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = DeepseekV3Config(
    vocab_size=64,
    hidden_size=16,
    intermediate_size=32,
    moe_intermediate_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    num_key_value_heads=2,
    n_routed_experts=4,
    n_group=2,
    topk_group=1,
    num_experts_per_tok=2,
    first_k_dense_replace=0,
    kv_lora_rank=8,
    q_lora_rank=8,
    qk_rope_head_dim=4,
    qk_nope_head_dim=4,
    v_head_dim=8,
    use_cache=False,
)
model = DeepseekV3ForCausalLM(_config).eval()
_batched = copy.deepcopy(model)
_batched.set_experts_implementation("batched_mm")
rewrites = {"experts as a batched product": _batched}
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
