"""CLIPSeg: segmentation by a text

CLIP's text feature steers a small decoder over the states of the image's encoder. The first call of the model puts
hooks in place, under a lock, which strict mode cannot enter; after one call in eager mode it finds them there. And
the batch, asked for as `Dim.AUTO`, comes out as a number.
"""

import copy

import torch
from transformers import CLIPSegConfig, CLIPSegForImageSegmentation

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.image"}
expect = {"strict": "export: GB0142", "nonstrict": "generalize: InputRefused"}

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    ids = torch.randint(3, 62, (batch, length))
    ids[:, -1] = 63
    return ids, torch.randn(batch, 3, 32, 32), None, None, torch.ones(batch, length, dtype=torch.int64)


_text = {
    "vocab_size": 64,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
    "max_position_embeddings": 16,
    "eos_token_id": 63,
}
_vision = {
    "image_size": 32,
    "patch_size": 8,
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}
_config = CLIPSegConfig(
    text_config=_text,
    vision_config=_vision,
    projection_dim=8,
    extract_layers=[0],
    reduce_dim=8,
    decoder_num_attention_heads=2,
    decoder_intermediate_size=16,
    conditional_layer=0,
)
model = CLIPSegForImageSegmentation(_config).eval()
example_args = _inputs(2, 6)
dynamic_shapes = {
    "input_ids": {0: _AUTO, 1: _AUTO},
    "pixel_values": {0: _AUTO},
    "conditional_pixel_values": None,
    "conditional_embeddings": None,
    "attention_mask": {0: _AUTO, 1: _AUTO},
}
more_args = [_inputs(3, 9), _inputs(4, 4)]
_called = copy.deepcopy(model)
with torch.no_grad():
    _called(*example_args)
_shapes = {**dynamic_shapes, "input_ids": {1: _AUTO}, "pixel_values": None, "attention_mask": {1: _AUTO}}
rewrites = {"called once before, fixed batch": {"model": _called, "dynamic_shapes": _shapes}}
