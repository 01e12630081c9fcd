"""PaliGemma: an image in a prompt

Called without `token_type_ids`. In eager mode a mask without padding is left out, and every token sees every other;
tracing never leaves it out and builds a causal one. The exported program gives other logits, and says nothing. The
processor's `token_type_ids` make the mask the same in both.
"""

import torch
from transformers import PaliGemmaConfig, PaliGemmaForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.image", "torch.soundness"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "run: ValuesDiffer"}
no_rewrite = (
    "With `token_type_ids` of zeros the values agree; the check on the number of image tokens then has no core "
    "operator."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, words):
    image, text = torch.full((batch, 16), 63), torch.randint(3, 60, (batch, words))
    ids = torch.cat((image, text), dim=1)
    return {"input_ids": ids, "pixel_values": torch.randn(batch, 3, 32, 32), "attention_mask": torch.ones_like(ids)}


_text = {
    "model_type": "gemma",
    "vocab_size": 64,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "num_key_value_heads": 1,
    "head_dim": 8,
    "use_cache": False,
}
_vision = {
    "model_type": "siglip_vision_model",
    "image_size": 32,
    "patch_size": 8,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "vision_use_head": False,
}
_config = PaliGemmaConfig(
    vision_config=_vision, text_config=_text, image_token_id=63, hidden_size=16, projection_dim=16
)
model = PaliGemmaForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 6)
dynamic_shapes = {
    "input_ids": {0: _AUTO, 1: _AUTO},
    "pixel_values": {0: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
}
