"""Catch an error of the key function of `itertools.groupby`

Strict mode runs `groupby` over its stand-ins at once and takes any error of the key function for a failure of its own,
so the `except` of the program never sees it. Non-strict mode raises and catches. Test before, or make the key safe.
"""

import itertools

import torch

tags = {"python.iterator", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB0115"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.widths = ["8", "8", "auto"]

    def forward(self, x):
        try:
            groups = [width for width, _ in itertools.groupby(self.widths, key=int)]
        except ValueError:
            groups = [0]
        return x * len(groups)


class SafeKey(Model):
    """Test the texts before they are grouped; what counts as a number is then said twice."""

    def forward(self, x):
        groups = [0]
        if all(width.isdigit() for width in self.widths):
            groups = [width for width, _ in itertools.groupby(self.widths, key=int)]
        return x * len(groups)


model = Model()
rewrites = {"test before": SafeKey()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
