"""Count calls in an int attribute

An int is a constant of the graph: the exported program computes with the count of the first call for ever. A tensor
that is registered as a buffer counts in the graph.
"""

import torch

tags = {"python.attribute", "python.side-effect", "torch.buffer"}
expect = {"strict": "run: ValuesDiffer", "nonstrict": "run: ValuesDiffer"}
near = [
    "classes/tensor_attribute_in_place",
    "classes/table_cached_on_self",
    "classes/class_attribute_counter",
    "classes/tensor_attribute_reassigned",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        return x / self.calls


class CountsInBuffer(torch.nn.Module):
    """Count in a buffer of integers."""

    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros((), dtype=torch.int64))

    def forward(self, x):
        self.calls += 1
        return x / self.calls


model = Model()
rewrites = {"buffer": CountsInBuffer()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
