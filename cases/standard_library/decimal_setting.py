"""Compute with a `decimal.Decimal` setting

The operators of Decimal are written in C, and strict mode has no rule for them. `fractions.Fraction` is written in
Python and is followed. A float is what reaches the graph in the end.
"""

import decimal
import fractions

import torch

tags = {"python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB0808"}
near = ["standard_library/date_as_text"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.price = decimal.Decimal("0.1")

    def forward(self, x):
        return x * float(self.price * 3)


class WithFraction(torch.nn.Module):
    """Compute with fractions, which are exact as well."""

    def __init__(self):
        super().__init__()
        self.price = fractions.Fraction("0.1")

    def forward(self, x):
        return x * float(self.price * 3)


model = Model()
rewrites = {"fraction": WithFraction()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
