"""Mixtral with the experts in a loop: causal language model

`experts_implementation="eager"`: a Python loop over the experts that were hit, each on its own tokens, found with
`nonzero` and `where`. How many were hit is known only when the program runs, so the loop cannot be unrolled.
"""

import copy

import torch
from transformers import MixtralConfig, MixtralForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}

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
model.set_experts_implementation("eager")
_batched = copy.deepcopy(model)
_batched.set_experts_implementation("batched_mm")
rewrites = {"experts as a batched product": _batched}
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
