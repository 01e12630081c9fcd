"""SigLIP: texts and images

No class token: a learned probe attends to the patches; each pair is scored by itself. Features are divided by their
norm, an operator that is not core ATen.
"""

import torch
from transformers import SiglipConfig, SiglipModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.image"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = "The norm stands in the forward of transformers; CLIP, which takes a root of a sum of squares, is core."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, images, length):
    ids = torch.randint(3, 62, (batch, length))
    ids[:, -1] = 63
    return ids, torch.randn(images, 3, 32, 32), torch.ones(batch, length, dtype=torch.int64)


_text = {
    "vocab_size": 64,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "max_position_embeddings": 16,
}
_vision = {
    "image_size": 32,
    "patch_size": 8,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}
_config = SiglipConfig(text_config=_text, vision_config=_vision)
model = SiglipModel(_config).eval()
example_args = _inputs(2, 3, 6)
dynamic_shapes = {
    "input_ids": {0: _AUTO, 1: _AUTO},
    "pixel_values": {0: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
}
more_args = [_inputs(3, 2, 9), _inputs(4, 5, 4)]
