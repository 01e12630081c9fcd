"""Informer: forecasting, with the loss

Only the queries that stand out attend to all keys. Which, is judged on keys that are drawn at random. The encoder
halves the sequence between its layers and leaves the mask as it is: eager mode does not notice as long as nothing is
padded, since it leaves such a mask out, and tracing always builds it.
"""

import torch
from transformers import InformerConfig, InformerForPrediction

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"python.random", "torch.dim-auto", "torch.distribution"}
expect = {"nonstrict": "export: ValueError", "strict": "export: GB0088"}
no_rewrite = "With a mask the model cannot compute, in eager mode neither: only a change in transformers helps."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch):
    return {
        "past_values": torch.rand(batch, 8),
        "past_time_features": torch.rand(batch, 8, 1),
        "past_observed_mask": torch.ones(batch, 8),
        "future_values": torch.rand(batch, 4),
        "future_time_features": torch.rand(batch, 4, 1),
    }


_config = InformerConfig(
    prediction_length=4,
    context_length=6,
    lags_sequence=[1, 2],
    num_time_features=1,
    d_model=16,
    encoder_layers=2,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    use_cache=False,
)
model = InformerForPrediction(_config).eval()
example_args = ()
example_kwargs = _inputs(2)
dynamic_shapes = {name: {0: _AUTO} for name in example_kwargs}
