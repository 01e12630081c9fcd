"""Qwen2-VL: an image in a conversation

Patches of images of any size lie in one sequence; a small tensor says how many rows and columns each image has, and
loops over its values place them. Sizes that stand in a tensor's values cannot be traced.
"""

import torch
from transformers import Qwen2VLConfig, Qwen2VLForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dynamic-value", "torch.embedding", "torch.image", "torch.item"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "The grid is a tensor in the signature of transformers; the encoder of images and the language model can be "
    "exported apart."
)


_ids = torch.cat((torch.tensor([[62]]), torch.full((1, 4), 63), torch.randint(3, 60, (1, 5))), dim=1)


_text = {
    "vocab_size": 64,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "num_key_value_heads": 1,
    "use_cache": False,
    "rope_parameters": {"rope_type": "default", "rope_theta": 1e4, "mrope_section": [1, 1, 2]},
}
_vision = {"depth": 1, "embed_dim": 16, "hidden_size": 16, "num_heads": 2, "patch_size": 4, "mlp_ratio": 2}
_config = Qwen2VLConfig(
    text_config=_text, vision_config=_vision, image_token_id=63, vision_start_token_id=62, video_token_id=61
)
model = Qwen2VLForConditionalGeneration(_config).eval()
example_args = ()
example_kwargs = {
    "input_ids": _ids,
    "attention_mask": torch.ones_like(_ids),
    "pixel_values": torch.randn(16, 96),
    "image_grid_thw": torch.tensor([[1, 4, 4]]),
    "mm_token_type_ids": (_ids == 63).long(),
}
