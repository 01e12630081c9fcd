"""Take the `repr` of a `decimal.Decimal` as a key

The method is written in C, and strict mode does not run it. Non-strict mode does. Make the text when the module is
made.
"""

import decimal

import torch

tags = {"python.builtin", "python.f-string", "python.graph-break"}
expect = {"strict": "export: GB2852"}

_factors = {"Decimal('0.5')": 2.0}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.quantile = decimal.Decimal("0.5")

    def forward(self, x):
        return x * _factors[repr(self.quantile)]


class TextMadeBefore(torch.nn.Module):
    """Keep the text beside the number; both have to be changed together."""

    def __init__(self):
        super().__init__()
        self.quantile = decimal.Decimal("0.5")
        self.quantile_text = repr(self.quantile)

    def forward(self, x):
        return x * _factors[self.quantile_text]


model = Model()
rewrites = {"text made before": TextMadeBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
