"""RWKV: causal language model

Attention as a recurrence: a Python loop over the tokens that writes each result into its place. The loop is unrolled
for the length of the example, and decomposing refuses the writes into a result that records gradients; the rewrite
freezes the weights and fixes the length.
"""

import copy

import torch
from transformers import RwkvConfig, RwkvForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.mutation", "torch.recurrent"}
expect = {
    "strict": "generalize: InputRefused, decompose: RuntimeError",
    "nonstrict": "generalize: InputRefused, decompose: RuntimeError",
}

_AUTO = torch.export.Dim.AUTO

_config = RwkvConfig(
    vocab_size=64, hidden_size=16, num_hidden_layers=2, attention_hidden_size=16, intermediate_size=32, use_cache=False
)
model = RwkvForCausalLM(_config).eval()
_frozen = copy.deepcopy(model).requires_grad_(False)
rewrites = {"frozen, fixed length": {"model": _frozen, "dynamic_shapes": {"input_ids": {0: _AUTO}}}}
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
