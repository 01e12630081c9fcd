"""LLaVA: an image in a conversation

Where the text has the image token, the patches are written into the embeddings with `masked_scatter`, after a check
that there are as many of the one as of the other. Strict mode stops at the lock under which hooks are put in place at
the first call; in non-strict mode that check is left, which is no core operator.
"""

import torch
from transformers import CLIPVisionConfig, LlamaConfig, LlavaConfig, LlavaForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.image", "torch.kv-cache"}
expect = {"strict": "export: GB0142", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = (
    "After one call in eager mode strict mode takes it too, and the check on the number of image tokens is left "
    "in both."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, words):
    image, text = torch.full((batch, 16), 63), torch.randint(3, 60, (batch, words))
    ids = torch.cat((image, text), dim=1)
    return {"input_ids": ids, "pixel_values": torch.randn(batch, 3, 32, 32), "attention_mask": torch.ones_like(ids)}


_text = LlamaConfig(
    vocab_size=64,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    num_key_value_heads=1,
    use_cache=False,
)
_vision = CLIPVisionConfig(
    image_size=32, patch_size=8, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
)
_config = LlavaConfig(vision_config=_vision, text_config=_text, image_token_id=63, image_seq_length=16)
model = LlavaForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 6)
dynamic_shapes = {
    "input_ids": {0: _AUTO, 1: _AUTO},
    "pixel_values": {0: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
}
