"""Longformer: masked language model

Attention within a window, over overlapping chunks made with `as_strided`, and a few tokens that attend globally. The
input is padded to a multiple of the window. How many chunks there are is divided out in a tensor, so with a dynamic
length the sizes after it are unknown; and whether any token attends globally is a branch on a value.
"""

import torch
from transformers import LongformerConfig, LongformerForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.memory-layout"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "Whether any token attends globally is also asked in Python, for every length: only a change in transformers helps."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = LongformerConfig(
    vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32, attention_window=4
)
model = LongformerForMaskedLM(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
