"""Make a `functools.partial` whose keywords are members of an enum of texts

A member of `class Option(str, Enum)` is a str, and Python takes it as the name of a keyword. Strict mode takes plain
texts only. Non-strict mode calls the function. Unpack the values of the members.
"""

import enum
import functools

import torch

tags = {"python.enum", "python.keyword-argument", "python.call", "python.graph-break"}
expect = {"strict": "export: GB0186"}


class Option(str, enum.Enum):
    ALPHA = "alpha"


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.combine = functools.partial(torch.add, **{Option.ALPHA: 2})

    def forward(self, x, y):
        return self.combine(x, y)


class PlainTexts(torch.nn.Module):
    """Unpack `member.value`, which is a plain text."""

    def __init__(self):
        super().__init__()
        self.combine = functools.partial(torch.add, **{Option.ALPHA.value: 2})

    def forward(self, x, y):
        return self.combine(x, y)


model = Model()
rewrites = {"plain texts": PlainTexts()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
