"""Mamba-2: causal language model

The state-space layer in chunks: sums over segments of the sequence, which is padded to a multiple of the chunk. The
example's six tokens make two chunks, and that there is more than one is taken for granted; the rewrite fixes the
length.
"""

import torch
from transformers import Mamba2Config, Mamba2ForCausalLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.recurrent"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO

_config = Mamba2Config(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_heads=4,
    head_dim=8,
    state_size=8,
    n_groups=1,
    chunk_size=4,
    use_cache=False,
)
model = Mamba2ForCausalLM(_config).eval()
rewrites = {"fixed length": {"dynamic_shapes": {"input_ids": {0: _AUTO}}}}
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
