"""Raise an AttributeError with a keyword and read it back

Strict mode makes its stand-in for a builtin exception of the arguments by position and has no place for keywords.
Non-strict mode raises the true one. An exception class of one's own may keep what it wants.
"""

import torch

tags = {"python.exception", "python.keyword-argument", "python.graph-break"}
expect = {"strict": "export: GB0273"}


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            raise AttributeError("no such layer", name="head")
        except AttributeError as error:
            return x * len(error.name)


class ByPosition(torch.nn.Module):
    """Give the name by position and find it in `args`; `error.name` is then empty."""

    def forward(self, x):
        try:
            raise AttributeError("no such layer", "head")
        except AttributeError as error:
            return x * len(error.args[1])


model = Model()
rewrites = {"by position": ByPosition()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
