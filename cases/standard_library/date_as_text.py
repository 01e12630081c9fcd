"""Use the text of a `datetime.date` as a key

`str` of a date is written in C, and strict mode does not call it. Its year, month and day are numbers,
and a tuple of them is a key.
"""

import datetime

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0005"}
near = ["standard_library/decimal_setting"]


_day = datetime.date(2024, 2, 29)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scales = {str(_day): 0.5}

    def forward(self, x):
        return x * self.scales[str(_day)]


class NumbersAsKey(torch.nn.Module):
    """Take year, month and day as the key."""

    def __init__(self):
        super().__init__()
        self.scales = {(2024, 2, 29): 0.5}

    def forward(self, x):
        return x * self.scales[_day.year, _day.month, _day.day]


model = Model()
rewrites = {"numbers as key": NumbersAsKey()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
