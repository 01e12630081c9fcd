"""Switch Transformers: text to text

One expert for each token, with a capacity beyond which tokens are dropped. The experts that were hit are found when
the program runs, and looped over in Python; in non-strict mode the router's cast to float32 stops first.
"""

import torch
from transformers import SwitchTransformersConfig, SwitchTransformersForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding"}
expect = {"strict": "export: UserError", "nonstrict": "export: RuntimeError"}
no_rewrite = (
    "The loop over the experts stands in transformers, and this architecture has no other implementation of it."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = SwitchTransformersConfig(
    vocab_size=64,
    d_model=16,
    d_kv=8,
    d_ff=32,
    num_layers=1,
    num_heads=2,
    num_sparse_encoder_layers=1,
    num_sparse_decoder_layers=1,
    num_experts=4,
    expert_capacity=8,
    use_cache=False,
)
model = SwitchTransformersForConditionalGeneration(_config).eval()
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
