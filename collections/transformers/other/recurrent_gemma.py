"""RecurrentGemma: causal language model

Gated linear recurrences and windows of attention take turns; the layers keep their state in themselves. The
recurrence is a loop over the tokens, unrolled for the length of the example; others are refused, and the rewrite says
so in the spec.
"""

import torch
from transformers import RecurrentGemmaConfig, RecurrentGemmaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.recurrent"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_config = RecurrentGemmaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=3,
    num_attention_heads=2,
    num_key_value_heads=1,
    intermediate_size=32,
    lru_width=16,
    attention_window_size=4,
    block_types=["recurrent", "recurrent", "attention"],
    pad_token_id=0,
    use_cache=False,
)
model = RecurrentGemmaForCausalLM(_config).eval()
rewrites = {"fixed length": {"dynamic_shapes": {"input_ids": {0: _AUTO}}}}
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
