"""Make a TypedDict with `total=False`

A TypedDict is a dict when the program runs, and strict mode follows one whose keys are all required. With optional keys
it refuses at the call of the class. A dict display makes the same object.
"""

import typing

import torch

tags = {"python.data-structure", "python.typing", "python.graph-break"}
expect = {"strict": "export: GB0257"}
near = ["standard_library/typing_in_forward"]


class Options(typing.TypedDict, total=False):
    scale: float
    shift: float


class Model(torch.nn.Module):
    def forward(self, x):
        options = Options(scale=0.5)
        return x * options["scale"] + options.get("shift", 1.0)


class DictDisplay(torch.nn.Module):
    """Write a dict, and say its type in an annotation."""

    def forward(self, x):
        options: Options = {"scale": 0.5}
        return x * options["scale"] + options.get("shift", 1.0)


model = Model()
rewrites = {"dict display": DictDisplay()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
