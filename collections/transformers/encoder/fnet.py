"""FNet: masked language model

A Fourier transform over tokens and channels stands where others have attention. It is exported as one complex
operator, and core ATen has no Fourier transform.
"""

import torch
from transformers import FNetConfig, FNetForMaskedLM

requires = {"transformers"}
preload = ["transformers.modeling_utils"]
tags = {"torch.attention", "torch.dim-auto", "torch.embedding", "torch.signal"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
no_rewrite = (
    "A Fourier transform on complex numbers is the model; a product with the matrix of the transform would be "
    "another program."
)

_AUTO = torch.export.Dim.AUTO

_config = FNetConfig(vocab_size=64, hidden_size=16, num_hidden_layers=1, intermediate_size=32)
model = FNetForMaskedLM(_config).eval()
example_args = (torch.randint(3, 64, (2, 6)),)
dynamic_shapes = {"input_ids": {0: _AUTO, 1: _AUTO}}
more_args = [(torch.randint(3, 64, (3, 9)),), (torch.randint(3, 64, (1, 4)),)]
