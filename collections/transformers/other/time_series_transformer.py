"""TimeSeriesTransformer: forecasting, with the loss

The past is scaled by its mean where it was observed, lagged copies of it become the input, and the result is the
likelihood under a distribution. The distribution looks whether its parameters are valid, and so branches on values.
"""

import torch
from transformers import TimeSeriesTransformerConfig, TimeSeriesTransformerForPrediction

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.distribution"}
expect = {"strict": "export: GB0007", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = "The distribution is made inside transformers, which has no setting for the check of its arguments."

_AUTO = torch.export.Dim.AUTO


def _inputs(batch):
    return {
        "past_values": torch.rand(batch, 8),
        "past_time_features": torch.rand(batch, 8, 1),
        "past_observed_mask": torch.ones(batch, 8),
        "future_values": torch.rand(batch, 4),
        "future_time_features": torch.rand(batch, 4, 1),
    }


_config = TimeSeriesTransformerConfig(
    prediction_length=4,
    context_length=6,
    lags_sequence=[1, 2],
    num_time_features=1,
    d_model=16,
    encoder_layers=1,
    decoder_layers=1,
    encoder_attention_heads=2,
    decoder_attention_heads=2,
    encoder_ffn_dim=32,
    decoder_ffn_dim=32,
    use_cache=False,
)
model = TimeSeriesTransformerForPrediction(_config).eval()
example_args = ()
example_kwargs = _inputs(2)
dynamic_shapes = {name: {0: _AUTO} for name in example_kwargs}
