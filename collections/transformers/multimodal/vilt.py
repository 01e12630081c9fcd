"""ViLT: question answering

Patches and words in one encoder. For each image the patches that are no padding are chosen, by random numbers where
there are too many. The table of positions is resized to what the pixel mask says of each image: to a size that is a
value.
"""

import torch
from transformers import ViltConfig, ViltForQuestionAnswering

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"python.random", "torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.image"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = "The sizes are counted in the pixel mask inside transformers, also when there is no padding."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length):
    ids = torch.randint(3, 64, (batch, length))
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "pixel_values": torch.randn(batch, 3, 32, 32)}


_config = ViltConfig(
    vocab_size=64,
    image_size=32,
    patch_size=8,
    hidden_size=16,
    num_hidden_layers=1,
    num_attention_heads=2,
    intermediate_size=32,
    max_position_embeddings=16,
    num_labels=4,
)
model = ViltForQuestionAnswering(_config).eval()
example_args = ()
example_kwargs = _inputs(2, 6)
dynamic_shapes = {
    "input_ids": {0: _AUTO, 1: _AUTO},
    "attention_mask": {0: _AUTO, 1: _AUTO},
    "pixel_values": {0: _AUTO},
}
