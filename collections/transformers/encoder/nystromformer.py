"""Nyströmformer: masked language model

Attention is approximated through landmarks, means over segments of the sequence, and a pseudo-inverse by iteration.
The mask is as wide as the sequence and the scores as wide as the landmarks: eager mode does not notice as long as
nothing is padded, since it leaves such a mask out, and tracing always builds it.
"""

import torch
from transformers import NystromformerConfig, NystromformerForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}
expect = {"strict": "export: GB4315", "nonstrict": "export: RuntimeError"}
no_rewrite = "With a mask the model cannot compute, in eager mode neither: only a change in transformers helps."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = NystromformerConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_landmarks=2,
    segment_means_seq_len=8,
    conv_kernel_size=3,
)
model = NystromformerForMaskedLM(_config).eval()
example_args = _inputs(2, 8)
dynamic_shapes = {"input_ids": {0: _AUTO}, "attention_mask": {0: _AUTO}}
more_args = [_inputs(3, 8, padding=2), _inputs(1, 8)]
