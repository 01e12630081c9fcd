"""BLIP: captions

The caption's decoder is BERT with attention across to the image; the loss is part of the result where the text is its
own label.
"""

import torch
from transformers import BlipConfig, BlipForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.image"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    mask = torch.ones(batch, length, dtype=torch.int64)
    return torch.randn(batch, 3, 32, 32), torch.randint(3, 64, (batch, length)), mask


_text = {
    "vocab_size": 64,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "encoder_hidden_size": 16,
    "max_position_embeddings": 16,
    "projection_dim": 8,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "sep_token_id": 2,
    "pad_token_id": 0,
    "use_cache": False,
}
_vision = {
    "image_size": 32,
    "patch_size": 8,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}
_config = BlipConfig(text_config=_text, vision_config=_vision, projection_dim=8, image_text_hidden_size=8)
model = BlipForConditionalGeneration(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {
    "pixel_values": {0: _AUTO},
    "input_ids": {0: _AUTO, 1: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
}
more_args = [_inputs(3, 9), _inputs(1, 4)]
