"""Ask with `in` whether a number is in an `array.array`

Like its iterator and its length, the search of an array is C that strict mode has no rule for. A tuple, a list, a set
or a frozenset answers the same question.
"""

import array

import torch

tags = {"python.data-structure", "torch.static-shape", "python.graph-break"}
expect = {"strict": "export: GB4411"}
near = ["python_builtins/loop_over_shared_iterator", "python_builtins/length_of_array"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.supported = array.array("i", [2, 4, 8])

    def forward(self, x):
        return x * 2 if x.shape[-1] in self.supported else x


class WithFrozenset(torch.nn.Module):
    """Keep the numbers in a frozenset."""

    def __init__(self):
        super().__init__()
        self.supported = frozenset([2, 4, 8])

    def forward(self, x):
        return x * 2 if x.shape[-1] in self.supported else x


model = Model()
rewrites = {"frozenset": WithFrozenset()}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
