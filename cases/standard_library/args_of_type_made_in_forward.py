"""Take apart a type such as `Optional[int]` that is made in `forward`

Strict mode makes the type while tracing and has no stand-in for the tuple of types that `typing.get_args` finds in it.
A type from outside is taken apart in both modes. Non-strict mode takes both. Make the type outside.
"""

import typing

import torch

tags = {"python.typing", "python.graph-break"}
expect = {"strict": "export: GB0116"}


class Model(torch.nn.Module):
    def forward(self, x):
        hint = typing.Optional[int]
        return x * len(typing.get_args(hint))


class MadeBefore(torch.nn.Module):
    """Keep the type on the module."""

    def __init__(self):
        super().__init__()
        self.hint = typing.Optional[int]

    def forward(self, x):
        return x * len(typing.get_args(self.hint))


model = Model()
rewrites = {"made before": MadeBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
