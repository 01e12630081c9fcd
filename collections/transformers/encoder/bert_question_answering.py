"""BERT: where in a text an answer begins and ends

Two results, the logits of where an answer begins and ends, come from one tensor that is split and squeezed. Batch,
length and padding may differ from the example.
"""

import torch
from transformers import BertConfig, BertForQuestionAnswering

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, padding=0):
    mask = torch.ones(batch, length, dtype=torch.int64)
    mask[0, length - padding :] = 0
    return torch.randint(3, 64, (batch, length)), mask


_config = BertConfig(vocab_size=64, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
model = BertForQuestionAnswering(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}, "attention_mask": {0: _AUTO, 1: _AUTO}}
more_args = [_inputs(3, 9, padding=2), _inputs(1, 4)]
