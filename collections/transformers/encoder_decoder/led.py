"""LED: long text to text

Longformer's windows in the encoder, with the input padded to a multiple of the window. How many chunks there are is
divided out in a tensor, so with a dynamic length the sizes after it are unknown; and whether any token attends
globally is a branch on a value.
"""

import torch
from transformers import LEDConfig, LEDForConditionalGeneration

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.dynamic-value", "torch.embedding", "torch.memory-layout"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "Whether any token attends globally is also asked in Python, for every length: only a change in transformers helps."
)

_AUTO = torch.export.Dim.AUTO


def _inputs(batch, length, target):
    ids, mask = torch.randint(3, 64, (batch, length)), torch.ones(batch, length, dtype=torch.int64)
    return ids, mask, torch.randint(3, 64, (batch, target))


_config = LEDConfig(
    vocab_size=64,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    attention_window=4,
    max_encoder_position_embeddings=32,
    max_decoder_position_embeddings=32,
    use_cache=False,
)
model = LEDForConditionalGeneration(_config).eval()
example_args = _inputs(2, 6, 5)
dynamic_shapes = {name: {0: _AUTO, 1: _AUTO} for name in ("input_ids", "attention_mask", "decoder_input_ids")}
more_args = [_inputs(3, 9, 7), _inputs(1, 4, 4)]
