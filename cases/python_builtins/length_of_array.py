"""`len` of an `array.array`

Strict mode follows a `__len__` that is written in Python, and knows the lengths of Python's own containers. The one of
an array is in C and is not among them.
"""

import array

import torch

tags = {"python.builtin", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB6012"}
near = ["python_builtins/loop_over_shared_iterator", "python_builtins/in_array"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.edges = array.array("f", [0.0, 1.0, 2.0])

    def forward(self, x):
        return x * (len(self.edges) - 1)


class CountedBefore(torch.nn.Module):
    """Count in `__init__`; the exported program holds the number in any case."""

    def __init__(self):
        super().__init__()
        self.bins = len(array.array("f", [0.0, 1.0, 2.0])) - 1

    def forward(self, x):
        return x * self.bins


model = Model()
rewrites = {"count in __init__": CountedBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
