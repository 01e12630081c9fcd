"""Mamba: causal language model

A state-space layer: without a kernel for it, a Python loop over the tokens carries the state along. The loop is
unrolled for the length of the example, and others are refused; the rewrite says so in the spec.
"""

import torch
from transformers import MambaConfig, MambaForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.recurrent", "torch.scan"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_config = MambaConfig(
    vocab_size=64, hidden_size=16, num_hidden_layers=1, state_size=4, time_step_rank=4, use_cache=False
)
model = MambaForCausalLM(_config).eval()
rewrites = {"fixed length": {"dynamic_shapes": {"input_ids": {0: _AUTO}}}}
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
