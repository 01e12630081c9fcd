"""Iterators that are made inside `forward`

Both modes follow `iter`, `next` with and without a default, `iter` with a sentinel, iterators over tensors, and classes
with `__iter__` and `__next__`.
"""

import torch

tags = {"python.iterator", "python.class"}
near = ["python_builtins/next_of_shared_iterator"]


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left + 1


class Model(torch.nn.Module):
    def forward(self, x):
        rows = iter(x)
        total = next(rows) - next(rows)
        for step in Countdown(2):
            total = total * step
        names = ["scale", "end", "never"]
        words = len(list(iter(lambda: names.pop(0), "end")))
        return total + words + next(rows, 0)


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
