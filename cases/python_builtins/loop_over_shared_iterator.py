"""Loop over an `array.array`, or another object with an iterator in C

Strict mode models lists, tuples, dicts, sets and ranges, and has no rule for the iterator of an array. The same is true
for files, and for a `zip`, a `map` or a generator that was made outside. Convert once, in `__init__`.
"""

import array

import torch

tags = {"python.iterator", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0811"}
near = [
    "python_builtins/next_of_shared_iterator",
    "python_builtins/item_of_byte_table",
    "python_builtins/length_of_array",
    "python_builtins/in_array",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.taps = array.array("f", [0.25, 0.5, 0.25])

    def forward(self, x):
        return sum(x.roll(shift) * tap for shift, tap in enumerate(self.taps))


class WithList(torch.nn.Module):
    """Keep a list; for many numbers a buffer, which moves with the module, is better still."""

    def __init__(self):
        super().__init__()
        self.taps = [0.25, 0.5, 0.25]

    def forward(self, x):
        return sum(x.roll(shift) * tap for shift, tap in enumerate(self.taps))


model = Model()
rewrites = {"list": WithList()}
example_args = (torch.randn(5),)
more_args = [(torch.ones(5),)]
