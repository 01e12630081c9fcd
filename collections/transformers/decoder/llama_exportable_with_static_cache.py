"""Llama in TorchExportableModuleWithStaticCache

The wrapper that transformers offers for export: keys and values lie in buffers of fixed length, and each call is told
where to write. Its forward reaches the tensors through the cache and not through the buffers: non-strict mode lifts
them as constants that share the buffers' memory, and decomposing fails on that.
"""

import torch
from transformers import LlamaConfig, LlamaForCausalLM
from transformers.integrations.executorch import TorchExportableModuleWithStaticCache

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.buffer", "torch.embedding", "torch.kv-cache", "torch.mutation", "torch.static-shape"}
expect = {"nonstrict": "decompose: AssertionError"}
no_rewrite = "The wrapper is transformers' own; llama_step_with_static_cache has one that passes in both modes."


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
)
_language_model = LlamaForCausalLM(_config).eval().requires_grad_(False)
_language_model.generation_config.cache_implementation = "static"
model = TorchExportableModuleWithStaticCache(_language_model, batch_size=1, max_cache_len=8)
example_args = (torch.tensor([[5]]), None, torch.tensor([0]))
draws = {"cache_position": {"low": 0, "high": 7}}
more_args = [(torch.tensor([[9]]), None, torch.tensor([3])), (torch.tensor([[63]]), None, torch.tensor([7]))]
