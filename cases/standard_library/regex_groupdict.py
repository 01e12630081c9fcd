"""Read the named groups of a match with `groupdict()`

Strict mode runs the methods of a match while tracing and takes over texts, numbers and tuples. A dict, and the iterator
of `finditer`, it does not take. Ask for the groups one by one.
"""

import re

import torch

tags = {"python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0292"}
near = ["standard_library/regex_on_layer_names"]


_pattern = re.compile(r"(?P<kind>[a-z]+)(?P<factor>\d+)")


class Model(torch.nn.Module):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def forward(self, x):
        parts = _pattern.match(self.name).groupdict()
        return x * int(parts["factor"]) + len(parts["kind"])


class GroupByGroup(torch.nn.Module):
    """Index the match with the names."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def forward(self, x):
        match = _pattern.match(self.name)
        return x * int(match["factor"]) + len(match["kind"])


model = Model("scale3")
rewrites = {"group by group": GroupByGroup("scale3")}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
