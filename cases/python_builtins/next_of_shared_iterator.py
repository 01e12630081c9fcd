"""Take the next value of an iterator that was made outside `forward`

Strict mode knows iterators that it saw being made, and `itertools.count`; a `cycle` or a generator from before it
cannot advance. Non-strict mode takes the values of the moment and keeps them: the exported program never goes on.
"""

import itertools

import torch

tags = {"python.iterator", "python.global", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB4347"}
near = ["python_builtins/next_of_own_iterator", "python_builtins/loop_over_shared_iterator"]

_signs = itertools.cycle((1.0, -1.0))


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x * next(_signs) + y * next(_signs)


class OwnIterator(torch.nn.Module):
    """Make the iterator in each call; state that goes on from call to call has to be a buffer."""

    def forward(self, x, y):
        signs = itertools.cycle((1.0, -1.0))
        return x * next(signs) + y * next(signs)


model = Model()
rewrites = {"own iterator": OwnIterator()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]
