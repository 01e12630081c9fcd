"""EnCodec: audio codec

Convolutions padded by as much as the length asks for, an LSTM, and a quantizer in several steps. How much to pad is
computed in a tensor, and compared in Python.
"""

import torch
from transformers import EncodecConfig, EncodecModel

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.dim-auto", "torch.quantization", "torch.recurrent", "torch.signal"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
no_rewrite = (
    "The padding is computed by a method of each convolution, with `ceil` on a tensor: only a change in "
    "transformers helps."
)

_AUTO = torch.export.Dim.AUTO

_config = EncodecConfig(
    num_filters=4,
    num_residual_layers=1,
    upsampling_ratios=[4, 2],
    codebook_size=16,
    codebook_dim=8,
    hidden_size=8,
    num_lstm_layers=1,
)
model = EncodecModel(_config).eval()
example_args = (torch.randn(2, 1, 64),)
dynamic_shapes = {"input_values": {0: _AUTO, 2: _AUTO}}
more_args = [(torch.randn(3, 1, 96),), (torch.randn(1, 1, 50),)]
