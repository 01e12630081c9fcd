"""Llama: one step of generation, writing into a StaticCache

The cache is an attribute of the model, and its tensors are registered nowhere. Export lifts them as constants,
without a word; what one call writes, the next one finds there, and it answers something else than eager mode.
Decomposing then says what is wrong. The rewrite keeps keys and values in buffers.
"""

import torch
from transformers import LlamaConfig, LlamaForCausalLM, StaticCache

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {
    "torch.attention",
    "torch.embedding",
    "torch.kv-cache",
    "torch.mutation",
    "torch.soundness",
    "torch.static-shape",
}
expect = {
    "strict": "generalize: ValuesDiffer, decompose: RuntimeError, retrace: SignatureDiffers",
    "nonstrict": "generalize: ValuesDiffer, decompose: RuntimeError",
}


class StepWithCache(torch.nn.Module):
    def __init__(self, language_model, length):
        super().__init__()
        self.language_model = language_model
        self.cache = StaticCache(config=language_model.config, max_cache_len=length)
        self.cache.early_initialization(1, 1, 8, torch.float32, torch.device("cpu"))

    def forward(self, input_ids, position):
        for layer in self.cache.layers:
            layer.cumulative_length.copy_(position[0])
        return self.language_model(input_ids, past_key_values=self.cache, use_cache=True).logits


class StepWithBuffers(torch.nn.Module):
    """Keeps keys and values in buffers, and makes a cache around them on each call."""

    def __init__(self, language_model, length):
        super().__init__()
        self.language_model = language_model
        self.length = length
        for index in range(language_model.config.num_hidden_layers):
            self.register_buffer(f"keys_{index}", torch.zeros(1, 1, length, 8))
            self.register_buffer(f"values_{index}", torch.zeros(1, 1, length, 8))

    def forward(self, input_ids, position):
        cache = StaticCache(config=self.language_model.config, max_cache_len=self.length)
        for index, layer in enumerate(cache.layers):
            layer.keys, layer.values = getattr(self, f"keys_{index}"), getattr(self, f"values_{index}")
            layer.dtype, layer.device = layer.keys.dtype, layer.keys.device
            layer.cumulative_length = position[0].clone()
            layer.is_initialized = True
        return self.language_model(input_ids, past_key_values=cache, use_cache=True).logits


_config = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
)
_language_model = LlamaForCausalLM(_config).eval().requires_grad_(False)
model = StepWithCache(_language_model, length=8)
rewrites = {"buffers": StepWithBuffers(_language_model, length=8)}
example_args = (torch.tensor([[5]]), torch.tensor([0]))
draws = {"position": {"low": 0, "high": 7}}
more_args = [(torch.tensor([[9]]), torch.tensor([3])), (torch.tensor([[63]]), torch.tensor([7]))]
