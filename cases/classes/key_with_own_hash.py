"""Use objects of a class with its own `__hash__` and `__eq__` as keys

Strict mode compares objects as keys by their identity, and does not call `__eq__`. An equal object is not found: `get`
gives its default, a set keeps both, and the exported program is wrong without an error. A frozen dataclass or a named
tuple is compared by its fields in both modes.
"""

import dataclasses

import torch

tags = {"python.class", "python.data-structure", "python.object-identity"}
expect = {"strict": "run: ValuesDiffer"}
issues = ["pytorch/pytorch#186669"]
near = ["classes/comparison_operators"]


class Shape:
    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns

    def __hash__(self):
        return hash((self.rows, self.columns))

    def __eq__(self, other):
        return (self.rows, self.columns) == (other.rows, other.columns)


@dataclasses.dataclass(frozen=True)
class FrozenShape:
    rows: int
    columns: int


class Model(torch.nn.Module):
    def forward(self, x):
        tuned = {Shape(2, 3): 0.25, Shape(4, 4): 0.5}
        return x * tuned.get(Shape(*x.shape), 1.0)


class FrozenDataclass(torch.nn.Module):
    """Make the class a frozen dataclass, whose `__hash__` and `__eq__` are known."""

    def forward(self, x):
        tuned = {FrozenShape(2, 3): 0.25, FrozenShape(4, 4): 0.5}
        return x * tuned.get(FrozenShape(*x.shape), 1.0)


model = Model()
rewrites = {"frozen dataclass": FrozenDataclass()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
