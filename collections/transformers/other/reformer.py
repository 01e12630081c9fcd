"""Reformer: causal language model

Tokens are hashed into buckets and sorted, and attend within chunks; layers can be reversed for training. Strict mode
stops where NumPy computes the common multiple of the chunks; non-strict mode fixes batch and length, and leaves a
region under `no_grad` in the graph that cannot be saved.
"""

import torch
from transformers import ReformerConfig, ReformerModelWithLMHead

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"python.random", "torch.autograd-function", "torch.dim-auto"}
expect = {
    "strict": "export: GB0170",
    "nonstrict": "generalize: InputRefused, decompose: NonCoreATen, serialize: SpecViolationError",
}
no_rewrite = "Hashing and sorting stand in the forward of transformers, and no setting takes NumPy or the region out."

_AUTO = torch.export.Dim.AUTO

_config = ReformerConfig(
    vocab_size=64,
    hidden_size=16,
    num_attention_heads=2,
    attention_head_size=8,
    feed_forward_size=32,
    attn_layers=["local", "lsh"],
    axial_pos_shape=[4, 4],
    axial_pos_embds_dim=[8, 8],
    max_position_embeddings=16,
    local_attn_chunk_length=4,
    lsh_attn_chunk_length=4,
    num_buckets=2,
    hash_seed=0,
    is_decoder=True,
    use_cache=False,
)
model = ReformerModelWithLMHead(_config).eval()
example_args = (torch.randint(3, 64, (2, 16)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 16)),), (torch.randint(3, 64, (1, 8)),)]
