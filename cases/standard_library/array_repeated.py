"""Repeat an `array.array` with `*`

Strict mode repeats lists, tuples and texts, and knows nothing of arrays of the standard library. Non-strict mode
repeats it. Keep the numbers in a list.
"""

import array

import torch

tags = {"python.data-structure", "python.operator-overloading", "python.graph-break"}
expect = {"strict": "export: GB9458"}
near = ["standard_library/arrays_compared", "standard_library/deque_repeated_in_place"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.window = array.array("d", [0.5, 1.0])

    def forward(self, x):
        return x * x.new_tensor(list(self.window * 2))


class ListOfNumbers(torch.nn.Module):
    """Keep a list, which may hold other things than numbers as well."""

    def __init__(self):
        super().__init__()
        self.window = [0.5, 1.0]

    def forward(self, x):
        return x * x.new_tensor(self.window * 2)


model = Model()
rewrites = {"list": ListOfNumbers()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
