"""Compare two objects of `array.array`

The comparison is written in C, and strict mode runs only those of a list of types that it knows to be harmless.
Non-strict mode compares. Lists of numbers are followed by both modes.
"""

import array

import torch

tags = {"python.data-structure", "python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB1220"}
near = ["standard_library/array_repeated"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.old, self.new = array.array("d", [1.0, 2.0]), array.array("d", [1.0, 2.5])

    def forward(self, x):
        return x if self.old == self.new else x * 2


class Lists(torch.nn.Module):
    """Make lists of the arrays when the module is made; they take more memory."""

    def __init__(self):
        super().__init__()
        self.old, self.new = list(array.array("d", [1.0, 2.0])), list(array.array("d", [1.0, 2.5]))

    def forward(self, x):
        return x if self.old == self.new else x * 2


model = Model()
rewrites = {"lists": Lists()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
